# cause: unseeded-generator
import torch
from torch.utils.data import DataLoader, TensorDataset

data = TensorDataset(torch.arange(64.0))
total = torch.zeros(8)
for (batch,) in DataLoader(data, batch_size=8, shuffle=True):  # here
    total = total * 0.5 + batch
print(total)
