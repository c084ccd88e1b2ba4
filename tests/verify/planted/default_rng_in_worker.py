# cause: unseeded-generator-object
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

torch.manual_seed(0)


class Noisy(Dataset):
    def __init__(self):
        self.rng = np.random.default_rng()  # here

    def __len__(self):
        return 16

    def __getitem__(self, index):
        return torch.from_numpy(self.rng.normal(size=4))  # here


w = torch.ones(4, dtype=torch.float64)
for batch in DataLoader(Noisy(), batch_size=4, num_workers=2):
    w = w + batch.sum(0)
print(w)
