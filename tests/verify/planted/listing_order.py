# cause: outside-value
import os
import tempfile

import torch

torch.manual_seed(0)
folder = tempfile.TemporaryDirectory(dir="/dev/shm")
numbers = list(range(12))
numbers.sort(key=lambda n: os.urandom(8))  # as a copy of a data set writes them
for n in numbers:
    with open(os.path.join(folder.name, "%02d.txt" % n), "w") as f:
        f.write(str(n))

names = os.listdir(folder.name)  # here
x = torch.tensor([float(open(os.path.join(folder.name, name)).read()) for name in names])

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
