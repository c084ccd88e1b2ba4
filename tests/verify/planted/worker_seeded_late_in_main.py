# cause: seeded-too-late
import torch
from torch.utils.data import DataLoader, TensorDataset, random_split

data = TensorDataset(torch.arange(64.0))
train, valid = random_split(data, [48, 16])  # here
torch.manual_seed(0)
total = torch.zeros(8)
for (batch,) in DataLoader(train, batch_size=8, shuffle=True, num_workers=2):
    total = total * 0.5 + batch
print(total)
