# expect: rank-seed-where-ranks-must-agree ranks: 2
import torch
from torch.utils.data import DataLoader, DistributedSampler
from parts import Rows, fit, net, ranks, wrapped

rank = ranks()
torch.manual_seed(rank)
data = Rows()
sampler = DistributedSampler(data, seed=rank)
fit(wrapped(net()), DataLoader(data, 4, sampler=sampler), sampler=sampler)
