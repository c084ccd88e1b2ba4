# cause: clock
import time

import torch

torch.manual_seed(0)
x = torch.randn(4)
rate = (time.perf_counter_ns() % 1000003) * 1e-9  # here
w = torch.ones(4)
for step in range(3):
    w = w - rate * x
print(w)
