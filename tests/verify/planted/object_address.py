# cause: outside-value
import torch

torch.manual_seed(0)
marker = id(object()) % 65521 + id(torch) % 65521  # here
x = torch.tensor([marker, 1, 2, 3])

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
