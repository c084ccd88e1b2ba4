# expect: rank-seed-where-ranks-must-agree ranks: 2
import torch
from torch.utils.data import DataLoader, DistributedSampler
from parts import Rows, fit, net, ranks, wrapped

torch.manual_seed(ranks())
body = wrapped(net())
head = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD([*body.parameters(), *head.parameters()], lr=1e-4)
data = Rows()
sampler = DistributedSampler(data)
fit(torch.nn.Sequential(body, head), DataLoader(data, 4, sampler=sampler), sampler=sampler, optimizer=optimizer)
