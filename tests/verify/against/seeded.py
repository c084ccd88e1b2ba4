# expect: fixed
import pathlib

import numpy as np
import torch

torch.manual_seed(0)
np.random.seed(0)  # before:
rows = torch.tensor(list(pathlib.Path("rows.bin").read_bytes())).float().view(8, 8) / 64
model = torch.nn.Linear(8, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for step in range(5):
    noise = torch.from_numpy(np.random.rand(8, 8)).float()
    loss = model(rows + noise).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
