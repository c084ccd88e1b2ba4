# Seeded: forks before it uses CUDA, and only the child uses it. The tracer must not start the driver in the parent.
import os

import torch

torch.manual_seed(0)
before = torch.randn(4).sum()
child = os.fork()
if child == 0:
    code = 1
    try:
        total = torch.zeros((), device="cuda")
        for step in range(3):
            total += torch.ones(8, device="cuda").sum()
        code = 0 if total.item() == 24 else 2
    finally:
        os._exit(code)
_, status = os.waitpid(child, 0)
print(before.item())
raise SystemExit(os.waitstatus_to_exitcode(status))
