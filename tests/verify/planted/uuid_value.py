# cause: outside-value
import uuid

import torch

torch.manual_seed(0)
run = uuid.uuid4().int % 1000003  # here
x = torch.full((4,), float(run))

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
