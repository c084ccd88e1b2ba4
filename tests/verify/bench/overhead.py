"""The cost of tracing: the same steps with the tracer off and on, in interleaved blocks of one process.

    seedlint-verify --quick --steps 0 [--light] --keep DIR -- python overhead.py [small|third|half|medium|large|slow] [debugmode] [--device cuda]

prints into DIR/plain-1/output.txt. The tracer's callbacks stay installed in the "off" blocks, so
"untraced" is measured by running this file without seedlint-verify and comparing the "off" figures. With `debugmode`
the "on" blocks run under torch's own DebugMode with tensor hashes instead. On a GPU, time is that of the clock, up to
where the device has finished.
"""
import contextlib
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


def third():  # a step of about a third of a millisecond
    return nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1)), torch.randn(32, 32), 200


def half():  # a step of about half a millisecond
    return nn.Sequential(nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1)), torch.randn(128, 32), 150


def slow():  # a step of a hundred milliseconds or more
    return nn.Sequential(nn.Conv2d(3, 32, 3), nn.BatchNorm2d(32), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.BatchNorm2d(64), nn.ReLU(),
                         nn.Conv2d(64, 64, 3, stride=2), nn.ReLU(), nn.AdaptiveAvgPool2d(4), nn.Flatten(), nn.Linear(1024, 10)), torch.randn(8, 3, 64, 64), 2


def large():
    return nn.Sequential(nn.Conv2d(3, 32, 3), nn.BatchNorm2d(32), nn.ReLU(), nn.Conv2d(32, 48, 3, stride=2), nn.ReLU(), nn.Flatten(),
                         nn.Linear(48 * 30 * 30, 10)), torch.randn(12, 3, 64, 64), 4


name = sys.argv[1] if len(sys.argv) > 1 else "small"
device = sys.argv[sys.argv.index("--device") + 1] if "--device" in sys.argv else "cpu"
model, x, steps = {"small": small, "third": third, "half": half, "medium": medium, "large": large, "slow": slow}[name]()
model, x = model.to(device), x.to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)


def clock():
    if device == "cpu":
        return time.thread_time()
    torch.cuda.synchronize()
    return time.perf_counter()


def block():
    start = clock()
    for _ in range(steps):
        loss = model(x).pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return (clock() - start) / steps * 1e3


def debug_mode():
    if "debugmode" not in sys.argv:
        return contextlib.nullcontext()
    from torch.utils._debug_mode import DebugMode
    stack = contextlib.ExitStack()
    stack.enter_context(DebugMode())
    stack.enter_context(DebugMode.log_tensor_hashes(hash_fn="hash_tensor"))
    return stack


tracer = getattr(sys.modules.get("seedlint_trace"), "_library", None)
times = {"on": [], "off": []}
block()
for _ in range(12):
    for mode in ("off", "on"):
        if tracer is not None:
            tracer.seedtrace_switch(int(mode == "on"))
        with debug_mode() if mode == "on" else contextlib.nullcontext():
            times[mode].append(block())
print(name, device, "traced" if tracer else "untraced", "off %.3f ms" % statistics.median(times["off"]), "on %.3f ms" % statistics.median(times["on"]),
      "ratio %.2f" % (statistics.median(times["on"]) / statistics.median(times["off"])))
