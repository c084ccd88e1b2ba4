# expect: same-seed-all-ranks ranks: 2
import torch
from torch.utils.data import DataLoader, DistributedSampler
from parts import Rows, fit, net, ranks, wrapped


class Noisy(Rows):
    def __getitem__(self, index):
        return super().__getitem__(index) + torch.randn(4)


ranks()
torch.manual_seed(0)
data = Noisy()
sampler = DistributedSampler(data)
fit(wrapped(net()), DataLoader(data, 4, sampler=sampler, num_workers=2), sampler=sampler)
