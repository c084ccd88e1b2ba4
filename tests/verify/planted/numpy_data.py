# cause: unseeded-generator
import numpy as np
import torch

torch.manual_seed(0)
noise = np.random.rand(8)  # here
x = torch.from_numpy(noise)

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
