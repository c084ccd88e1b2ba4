import torch
from torch import nn

torch.manual_seed(3)
maker, judge = nn.Linear(4, 6), nn.Linear(6, 1)
first, second = torch.optim.Adam(maker.parameters()), torch.optim.Adam(judge.parameters())
for step in range(8):
    fake = maker(torch.randn(5, 4))
    second.zero_grad()
    (judge(fake.detach()).mean() - judge(torch.randn(5, 6)).mean()).backward()
    second.step()
    first.zero_grad()
    (-judge(fake).mean()).backward()
    first.step()
print(fake.sum().item())
