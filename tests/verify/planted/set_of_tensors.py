# cause: outside-value
import os

import torch

torch.manual_seed(0)
junk = [object() for _ in range(os.urandom(1)[0] * 100)]  # here
chosen = {torch.full((4,), float(i)) for i in range(9)}  # here
x = torch.stack(list(chosen)).flatten()  # here

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
