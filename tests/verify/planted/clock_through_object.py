# cause: clock
"""A rate that is made from a clock and reaches torch through an optimiser's settings."""
import time

import torch


class Warmup:
    def __init__(self, optimiser):
        self.optimiser, self.begin = optimiser, time.monotonic()

    def step(self):
        part = min(1.0, (time.monotonic() - self.begin) / 5.0)  # here
        for group in self.optimiser.param_groups:
            group["lr"] = 0.1 * part


torch.manual_seed(0)
layer = torch.nn.Linear(4, 1)
optimiser = torch.optim.SGD(layer.parameters(), lr=0.1)
warmup = Warmup(optimiser)
for step in range(3):
    optimiser.zero_grad()
    layer(torch.randn(8, 4)).pow(2).mean().backward()
    warmup.step()
    optimiser.step()
