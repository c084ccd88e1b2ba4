# expect: unsharded-iterable-dataset ranks: 2
import torch
from torch.utils.data import DataLoader, IterableDataset
from parts import fit, net, ranks, wrapped


class Stream(IterableDataset):
    def __iter__(self):
        for i in range(32):
            yield torch.full((4,), float(i))


torch.manual_seed(ranks())
fit(wrapped(net()), DataLoader(Stream(), 4))
