# cause: unseeded-generator
import random

import torch

torch.manual_seed(0)
items = list(range(20))
random.shuffle(items)  # here
x = torch.tensor(items)

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
