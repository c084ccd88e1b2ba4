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

# Nobody, not even root, can write to /proc: what is wanted there must not go there.
os.chdir("/proc")
try:
    open("seedlint-probe", "w")
    raise SystemExit("/proc can be written to here, so this shows nothing")
except OSError:
    pass
train(500)
if __name__ == "__main__":
    from torch.utils.data import DataLoader

    for batch in DataLoader(torch.arange(8.0), 2, num_workers=1):
        train(int(batch.numel()))
