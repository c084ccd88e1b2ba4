# chance: nondeterministic-operation
# cudnn.benchmark may choose another kernel in each run, or the same in all: where the runs differ, this must be the cause.
import torch
from torch import nn

torch.manual_seed(0)
torch.backends.cudnn.benchmark = True
net = nn.Sequential(nn.Conv2d(3, 64, 5, padding=2), nn.ReLU(), nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(), nn.Conv2d(64, 8, 3)).cuda()
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
x = torch.randn(16, 3, 65, 63, device="cuda")
for step in range(6):
    loss = net(x).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
