# cause: unseeded-generator
import torch
from torch.nn import functional as F

x = torch.ones(64)
x = F.dropout(x, 0.5)  # here

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
