# cause: clock
# status: 0
"""The times go through tensors, but only into the log: training is the same in every run."""
import time

import torch


class Meter:
    def __init__(self):
        self.total, self.count = torch.zeros(()), 0

    def update(self, value):
        self.total += torch.as_tensor(value)  # here
        self.count += 1


torch.manual_seed(0)
layer = torch.nn.Linear(4, 1)
optimiser = torch.optim.SGD(layer.parameters(), lr=0.1)
seconds = Meter()
for step in range(4):
    begin = time.perf_counter()
    optimiser.zero_grad()
    layer(torch.randn(8, 4)).pow(2).mean().backward()
    optimiser.step()
    seconds.update(time.perf_counter() - begin)  # here
print("mean", (seconds.total / seconds.count).item())
