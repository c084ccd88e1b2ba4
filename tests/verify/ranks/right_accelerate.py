# expect: none ranks: 2 needs: accelerate
import torch
from accelerate import Accelerator
from accelerate.utils import set_seed
from torch.utils.data import DataLoader
from parts import Rows, net

accelerator = Accelerator(cpu=True)
set_seed(0, device_specific=True)
model = net(0.2)
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
model, optimizer, loader = accelerator.prepare(model, optimizer, DataLoader(Rows(), 4, shuffle=True))
for epoch in range(2):
    for batch in loader:
        loss = model(batch).pow(2).mean()
        optimizer.zero_grad()
        accelerator.backward(loss)
        optimizer.step()
