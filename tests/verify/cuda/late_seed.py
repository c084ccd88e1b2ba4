# cause: seeded-too-late
import torch

noise = torch.randn(64, device="cuda")  # here
torch.manual_seed(0)
w = torch.ones(64, device="cuda", requires_grad=True)
for step in range(3):
    loss = (w * noise + torch.randn(64, device="cuda")).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
