# cause: unseeded-generator
import numpy as np
import torch

torch.manual_seed(0)
data = torch.arange(40.0)
order = np.random.permutation(40)  # here
train = order[:30]
x = data[torch.as_tensor(train)]

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
