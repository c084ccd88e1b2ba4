# cause: outside-value
"""Files with names made up by mkstemp are read in the order of those names; the folder's name, made up too, decides nothing."""
import os
import shutil
import tempfile

import numpy as np
import torch
from torch import nn

torch.manual_seed(0)
folder = tempfile.mkdtemp(prefix="shards_")
random = np.random.RandomState(1)
for shard in range(6):
    handle, path = tempfile.mkstemp(suffix=".npy", dir=folder)
    with os.fdopen(handle, "wb") as file:
        np.save(file, random.rand(4, 8).astype("float32") + shard)
model = nn.Linear(8, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for name in sorted(os.listdir(folder)):  # here
    batch = torch.from_numpy(np.load(os.path.join(folder, name)))  # here
    loss = model(batch).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
shutil.rmtree(folder)
