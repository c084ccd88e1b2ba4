"""Entropy that reaches no tensor is no difference."""
import os
import random
import tempfile
import time
import uuid

import torch

run = uuid.uuid4().hex
started = time.time()
noise = random.random()
tags = {"a", "b", run}
with tempfile.TemporaryDirectory() as folder:
    open(os.path.join(folder, "x"), "w").close()
torch.manual_seed(1)
model = torch.nn.Linear(4, 4)
for step in range(4):
    print(step, model(torch.randn(2, 4)).sum().item(), time.time() - started, noise, run, tags)
