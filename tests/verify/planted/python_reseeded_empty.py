# cause: seed-differs
import random

import torch

torch.manual_seed(0)
random.seed(0)
random.seed()  # here
x = torch.tensor([random.random() for _ in range(8)])

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
