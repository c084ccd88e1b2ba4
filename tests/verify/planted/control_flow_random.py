# cause: unseeded-generator
import random

import torch

torch.manual_seed(0)
x = torch.randn(4)
rounds = random.randrange(100)  # here
for _ in range(rounds):
    x = x * 1.5
x = torch.sigmoid(x)

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
