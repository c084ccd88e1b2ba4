"""Never seeded, nothing random: the loader still draws a seed for workers it may have."""
import torch
from torch.utils.data import DataLoader, TensorDataset

w = torch.arange(4.0)
for workers in (0, 2):
    for (batch,) in DataLoader(TensorDataset(torch.arange(32.0).reshape(8, 4)), batch_size=2, num_workers=workers):
        print((batch @ w).sum().item())
