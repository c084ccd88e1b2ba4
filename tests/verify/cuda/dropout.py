# cause: unseeded-generator
import torch
from torch.nn import functional as F

x = torch.ones(1 << 16, device="cuda")
w = torch.ones(1 << 16, device="cuda", requires_grad=True)
for step in range(3):
    loss = (w * F.dropout(x, 0.5)).sum()  # here
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
