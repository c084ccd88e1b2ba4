# expect: rank-seed-where-ranks-must-agree ranks: 2
import torch
from torch.utils.data import DataLoader, DistributedSampler, random_split
from parts import Rows, fit, net, ranks, wrapped

torch.manual_seed(ranks())
train, valid = random_split(Rows(), [36, 12])
sampler = DistributedSampler(train)
fit(wrapped(net()), DataLoader(train, 4, sampler=sampler), sampler=sampler)
