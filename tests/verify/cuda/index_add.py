# cause: nondeterministic-operation
import torch

torch.manual_seed(0)
index = torch.randint(0, 10, (1 << 20,), device="cuda")
value = torch.randn(1 << 20, device="cuda")
out = torch.zeros(10, device="cuda")
out.index_add_(0, index, value)  # here

w = torch.ones(10, device="cuda", requires_grad=True)
for step in range(3):
    loss = (w * out).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
