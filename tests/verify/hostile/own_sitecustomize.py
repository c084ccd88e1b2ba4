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
import subprocess
import sys
import tempfile

# A sitecustomize of the user's own is run, and is the one the program sees.
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "sitecustomize.py"), "w") as file:
        file.write("MINE = True\n")
    path = os.pathsep.join([os.environ["PYTHONPATH"], folder]) if os.environ.get("PYTHONPATH") else folder
    code = "import sitecustomize, sys; assert sitecustomize.MINE; assert not any('sources-' in p for p in sys.path); import torch; torch.ones(3) + 1"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, check=True)
train()
