# expect: same-seed-all-ranks ranks: 2
import torch
from torch.utils.data import DataLoader, DistributedSampler
from parts import Rows, fit, net, ranks, wrapped

ranks()
torch.manual_seed(0)
data = Rows()
sampler = DistributedSampler(data)
fit(wrapped(net(0.5)), DataLoader(data, 4, sampler=sampler), sampler=sampler)
