"""The cost of tracing: the same steps with the tracer off and on, in interleaved blocks of one process.

    seedlint-verify --quick --steps 0 --keep DIR -- python overhead.py [small|medium|large]

prints into DIR/plain-1/output.txt. The tracer's callbacks stay installed in the "off" blocks, so
"untraced" is measured by running this file without seedlint-verify and comparing the "off" figures.
"""
import ctypes
import statistics
import sys
import time

import torch
from torch import nn

torch.manual_seed(0)
torch.set_num_threads(1)


def small():
    return nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 1)), torch.randn(8, 16), 300


def medium():
    blocks = []
    for _ in range(16):
        blocks += [nn.Linear(96, 96), nn.ReLU()]
    return nn.Sequential(*blocks, nn.Linear(96, 1)), torch.randn(32, 96), 60


def large():
    return nn.Sequential(nn.Conv2d(3, 32, 3), nn.BatchNorm2d(32), nn.ReLU(), nn.Conv2d(32, 48, 3, stride=2), nn.ReLU(), nn.Flatten(),
                         nn.Linear(48 * 30 * 30, 10)), torch.randn(12, 3, 64, 64), 4


name = sys.argv[1] if len(sys.argv) > 1 else "small"
model, x, steps = {"small": small, "medium": medium, "large": large}[name]()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)


def block():
    start = time.thread_time()
    for _ in range(steps):
        loss = model(x).pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return (time.thread_time() - start) / steps * 1e3


tracer = getattr(sys.modules.get("seedlint_trace"), "_library", None)
times = {"on": [], "off": []}
block()
for _ in range(12):
    for mode in ("off", "on"):
        if tracer is not None:
            tracer.seedtrace_switch(int(mode == "on"))
        times[mode].append(block())
print(name, "traced" if tracer else "untraced", "off %.3f ms" % statistics.median(times["off"]), "on %.3f ms" % statistics.median(times["on"]),
      "ratio %.2f" % (statistics.median(times["on"]) / statistics.median(times["off"])))
