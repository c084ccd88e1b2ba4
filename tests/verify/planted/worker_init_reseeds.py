# cause: seed-differs
import random

import torch
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(0)


class Flipped(Dataset):
    def __len__(self):
        return 16

    def __getitem__(self, index):
        image = torch.arange(4.0) + index
        return image.flip(0) * 2 if random.random() < 0.5 else image * 1


def fresh(worker):
    random.seed()  # here


w = torch.ones(4)
for batch in DataLoader(Flipped(), batch_size=4, num_workers=2, worker_init_fn=fresh):
    w = w * 0.5 + batch.sum(0)
print(w)
