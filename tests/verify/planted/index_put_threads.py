# cause: nondeterministic-operation
import torch

torch.manual_seed(0)
torch.set_num_threads(4)
out = torch.zeros(10)
index = torch.randint(0, 10, (400000,))
value = torch.randn(400000)
out.index_put_((index,), value, accumulate=True)  # here
x = out

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
