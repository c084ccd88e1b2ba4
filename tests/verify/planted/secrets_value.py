# cause: outside-value
import secrets

import torch

torch.manual_seed(0)
picked = [secrets.randbelow(100000) for _ in range(4)]  # here
x = torch.tensor(picked)

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
