# expect: none ranks: 2
import random

import torch
from parts import net, ranks, wrapped

rank = ranks()
random.seed(0)
torch.manual_seed(0)
model = wrapped(net())
generator = torch.Generator().manual_seed(rank)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
for step in range(8):
    scale = 2.0 if random.random() < 0.5 or torch.rand(1).item() < 0.1 else 1.0
    loss = model(scale * torch.randn(8, 4, generator=generator)).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
