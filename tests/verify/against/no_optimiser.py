# expect: unknown
import torch

torch.manual_seed(0)  # before:
w = torch.randn(4, requires_grad=True)
for step in range(5):
    w.pow(2).sum().backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
