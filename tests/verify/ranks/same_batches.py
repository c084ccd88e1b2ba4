# expect: same-seed-all-ranks ranks: 2
import torch
from parts import net, ranks, wrapped

ranks()
torch.manual_seed(0)
model = wrapped(net())
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
data = torch.arange(400.0).view(100, 4) / 400
for step in range(6):
    rows = data[torch.randint(len(data), (8,))]
    loss = model(rows).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
