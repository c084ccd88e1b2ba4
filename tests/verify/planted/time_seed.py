# cause: seed-differs
import time

import torch

seed = int(time.time() * 1e6) % 2**31
torch.manual_seed(seed)  # here
x = torch.randn(8)

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
