# cause: unseeded-generator
import torch
from torch import nn

torch.backends.cudnn.benchmark = False


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(8, 4, device="cuda")  # here

    def forward(self, x):
        return self.layer(x)


net = Net()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for step in range(3):
    loss = net(torch.ones(2, 8, device="cuda")).sum()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
