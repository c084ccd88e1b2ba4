# cause: unseeded-generator-object
import torch

torch.manual_seed(0)
generator = torch.Generator()
generator.seed()  # here
x = torch.randn(8, generator=generator)  # here

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
