# cause: uninitialised-memory
import torch

torch.manual_seed(0)
junk = [torch.randn(64) for _ in range(50)] + [[object()] for _ in range(5000)]
del junk
buffer = torch.empty(64, dtype=torch.int64)  # here
x = buffer + 1  # here

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
