# cause: unseeded-generator-object
import numpy as np
import torch

torch.manual_seed(0)
np.random.seed(0)
rng = np.random.default_rng()  # here
x = torch.from_numpy(rng.normal(size=8))  # here

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
