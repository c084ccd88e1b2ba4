# cause: control-flow
import os

import torch

torch.manual_seed(0)
x = torch.randn(4)
rounds = int.from_bytes(os.urandom(2), "big") % 500  # here
for _ in range(rounds):  # here
    x = x * 1.5  # here
x = torch.sigmoid(x)  # here

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
