# cause: unseeded-generator
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Augmented(Dataset):
    def __len__(self):
        return 16

    def __getitem__(self, index):
        noise = np.random.rand(4)  # here
        return torch.from_numpy(noise)  # here


w = torch.ones(4, dtype=torch.float64)
for batch in DataLoader(Augmented(), batch_size=4, num_workers=2):  # here
    w = w + batch.sum(0)
print(w)
