# cause: left-over-file
"""Goes on from a checkpoint, so a second run starts where the first ended. The runner gives each program a folder to keep
things in, anew for every `verify`, and removes it."""
import os

import torch

checkpoint = os.path.join(os.environ["KEPT_BETWEEN_RUNS"], "last.pt")
torch.manual_seed(0)
w = torch.randn(4, requires_grad=True)
x = torch.randn(4)
first = 0
if os.path.exists(checkpoint):
    kept = torch.load(checkpoint)  # here
    first = kept["step"] + 1
    with torch.no_grad():
        w.copy_(kept["w"])

for step in range(first, first + 3):
    loss = (w * x).sum() ** 2
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
    torch.save({"w": w.detach(), "step": step}, checkpoint)
