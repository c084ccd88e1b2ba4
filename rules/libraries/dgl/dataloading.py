from seedlint import *

import torch


class GraphDataLoader(torch.utils.data.DataLoader):
    def __init__(self, dataset, collate_fn=None, use_ddp=False, ddp_seed=0, batch_size=1, shuffle=False, num_workers=0,
                 **kwargs):
        super().__init__(dataset, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers)


class _Sampler:
    def __init__(self, *args, **kwargs):
        pass


class NeighborSampler(_Sampler): pass
class MultiLayerNeighborSampler(_Sampler): pass
class MultiLayerFullNeighborSampler(_Sampler): pass


# Neighbours are drawn from dgl's own stream.
class DataLoader:
    def __init__(self, graph, indices=None, graph_sampler=None, device=None, use_ddp=False, ddp_seed=0, batch_size=1,
                 drop_last=False, shuffle=False, num_workers=0, **kwargs):
        self.shuffle = shuffle

    def __iter__(self):
        if self.shuffle:
            draws("torch", "shuffle")
        for _ in range(unknown()):
            yield (unknown(), unknown(), unknown())

    def set_epoch(self, epoch):
        mark("set_epoch", self, epoch)


NodeDataLoader = DataLoader
EdgeDataLoader = DataLoader
