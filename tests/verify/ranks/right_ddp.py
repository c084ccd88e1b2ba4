# expect: none ranks: 2
import numpy as np
import torch
from torch.utils.data import DataLoader, DistributedSampler
from parts import Rows, fit, net, ranks, wrapped


class Noisy(Rows):
    def __getitem__(self, index):
        return super().__getitem__(index) + torch.randn(4) + float(np.random.rand())


torch.manual_seed(0)
model = net(0.5)
torch.manual_seed(100 + ranks())
data = Noisy()
sampler = DistributedSampler(data, seed=3)
fit(wrapped(model), DataLoader(data, 4, sampler=sampler, num_workers=2), sampler=sampler)
