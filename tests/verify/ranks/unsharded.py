# expect: unsharded-iterable-dataset
import torch
from torch.utils.data import DataLoader, IterableDataset
from parts import fit, net


class Stream(IterableDataset):
    def __iter__(self):
        for i in range(32):
            yield torch.full((4,), float(i))


torch.manual_seed(0)
fit(net(), DataLoader(Stream(), 4, num_workers=2))
