# expect: none ranks: 2
import torch
from parts import net, ranks, wrapped

rank = ranks()
torch.manual_seed(0)
model = wrapped(net())
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
data = torch.arange(400.0).view(100, 4) / 400
for epoch in range(3):
    for rows in torch.randperm(len(data))[rank::2].split(10):
        loss = model(data[rows]).pow(2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    common = torch.randint(len(data), (16,))
    loss = model(data[common[rank * 8:rank * 8 + 8]]).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
