# options: --light --steps 4
# cause: unseeded-generator
"""Seen first in the parameters after a step; explained by a pair that records every operation."""
import torch
from torch import nn

model = nn.Linear(8, 4)  # here
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for step in range(10):
    loss = model(torch.ones(2, 8)).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
