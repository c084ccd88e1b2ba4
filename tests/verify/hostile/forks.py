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


import os

train()
child = os.fork()
if child == 0:
    train(5)
    os._exit(0)
os.waitpid(child, 0)
train()
