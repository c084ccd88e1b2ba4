# cause: unseeded-generator
import torch
from torch.utils.data import DataLoader, TensorDataset, WeightedRandomSampler

data = TensorDataset(torch.arange(64.0))
sampler = WeightedRandomSampler([1.0] * 64, 32)
total = torch.zeros(8)
for (batch,) in DataLoader(data, batch_size=8, sampler=sampler):  # here
    total = total * 0.5 + batch
print(total)
