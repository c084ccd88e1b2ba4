# expect: missing-set-epoch ranks: 2
import torch
from torch.utils.data import DataLoader, DistributedSampler
from parts import Rows, fit, net, ranks, wrapped

torch.manual_seed(ranks())
data = Rows()
fit(wrapped(net()), DataLoader(data, 4, sampler=DistributedSampler(data)), epochs=3)
