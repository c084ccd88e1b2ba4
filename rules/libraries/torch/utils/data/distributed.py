# torch.utils.data.distributed
from seedlint import *
from torch.utils.data import Sampler


def _own_rank():
    return rank()


class DistributedSampler(Sampler):
    # The order follows from seed + epoch alone: no global stream, and no new order without set_epoch.
    def __init__(self, dataset, num_replicas=None, rank=None, shuffle=True, seed=0, drop_last=False):
        if surely(num_replicas is None):
            num_replicas = world_size()
        if surely(rank is None):
            rank = _own_rank()
        self.dataset = dataset
        self.num_replicas = num_replicas
        self.rank = rank
        self.shuffle = shuffle
        self.seed = seed
        self.drop_last = drop_last
        self.epoch = 0

    def __iter__(self):
        mark("iterate", self)
        yield unknown(self.rank, self.seed)

    def set_epoch(self, epoch):
        mark("set_epoch", self, epoch)
        self.epoch = epoch

    def __len__(self):
        return unknown()
