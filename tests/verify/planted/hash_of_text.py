# cause: hash-order
import torch

torch.manual_seed(0)
bucket = [hash(name) % 1000 for name in ("a.png", "b.png", "c.png", "d.png")]  # here
x = torch.tensor(bucket)

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
