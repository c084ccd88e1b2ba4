"""torch.compile around the optimiser's step meets the tracer's hooks; it must leave them alone without a word."""
import warnings

import torch
from torch import nn

told = []
warnings.showwarning = lambda message, *rest: told.append(str(message))
torch.manual_seed(0)
model = nn.Linear(4, 4)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)


@torch.compile(backend="eager")
def update():
    optimizer.step()


for step in range(4):
    model(torch.randn(2, 4)).sum().backward()
    update()
    optimizer.zero_grad()
assert not told, told
