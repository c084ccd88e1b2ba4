# cause: unseeded-generator-object
"""A generator object is made, and then seeded with the time, far from where it is drawn from."""
import time

import torch
from torch import nn


def fresh():
    generator = torch.Generator()
    generator.manual_seed(time.time_ns() % 2**31)  # here
    return generator


torch.manual_seed(0)
model = nn.Linear(8, 4)
nn.init.normal_(model.weight, generator=fresh())
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(3):
    loss = model(torch.ones(2, 8)).pow(2).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
