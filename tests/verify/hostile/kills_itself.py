# expect: 2 signal 9
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
import signal

train()
os.kill(os.getpid(), signal.SIGKILL)
