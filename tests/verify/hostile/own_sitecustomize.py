# expect: 0 
# options: 
import torch

torch.manual_seed(0)
w = torch.randn(4, requires_grad=True)


def train(steps=3):
    for _ in range(steps):
        loss = (w * torch.randn(4)).sum()
        loss.backward()
        with torch.no_grad():
            w.sub_(0.1 * w.grad)
        w.grad = None


import sitecustomize
import sys

assert not hasattr(sitecustomize, "_Finder"), "ours must not be seen"
assert not [p for p in sys.path if p.endswith("/python") and "sources-" in p], "our folder must be off the path"
train()
