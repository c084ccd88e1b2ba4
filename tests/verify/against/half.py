# expect: not-fixed
import numpy as np
import torch

torch.manual_seed(0)  # before:
model = torch.nn.Linear(8, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for step in range(5):
    noise = torch.from_numpy(np.random.rand(8, 8)).float()
    loss = model(noise).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
