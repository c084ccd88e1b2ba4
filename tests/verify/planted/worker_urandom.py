# cause: outside-value
import os

import torch
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(0)


class Augmented(Dataset):
    def __len__(self):
        return 8

    def __getitem__(self, index):
        flip = os.urandom(2)[0]  # here
        return torch.tensor([float(flip), index])  # here


total = torch.zeros(2)
for batch in DataLoader(Augmented(), batch_size=4, num_workers=1):
    total += batch.sum(0)
print(total)
