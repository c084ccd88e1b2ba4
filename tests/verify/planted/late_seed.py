# cause: seeded-too-late
import torch
from torch import nn

model = nn.Linear(8, 4)  # here
torch.manual_seed(0)
x = torch.randn(2, 8)
print(model(x).sum().item())
