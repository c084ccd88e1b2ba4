# cause: unseeded-generator-object
import random

import torch

torch.manual_seed(0)
random.seed(0)
rng = random.Random()  # here
x = torch.tensor([rng.random() for _ in range(8)])  # here

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
