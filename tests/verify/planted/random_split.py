# cause: unseeded-generator
import torch
from torch.utils.data import TensorDataset, random_split

data = TensorDataset(torch.arange(50.0))
train, valid = random_split(data, [40, 10])  # here
x = torch.stack([item for (item,) in train])

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
