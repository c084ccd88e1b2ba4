# expect: none ranks: 2
import torch
from torch.utils.data import DataLoader, IterableDataset
from parts import fit, net, ranks, wrapped


class Stream(IterableDataset):
    def __iter__(self):
        for _ in range(16):
            yield torch.randn(4)


torch.manual_seed(ranks())
fit(wrapped(net()), DataLoader(Stream(), 4, num_workers=2))
