# cause: seed-differs
import numpy as np
import torch

np.random.seed(0)
torch.manual_seed(0)
np.random.seed()  # here
x = torch.from_numpy(np.random.rand(8))

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
