from seedlint import *

import torch


class DataLoader(torch.utils.data.DataLoader):
    def __init__(self, dataset, batch_size=1, shuffle=False, follow_batch=None, exclude_keys=None, **kwargs):
        super().__init__(dataset, batch_size=batch_size, shuffle=shuffle, **kwargs)


DataListLoader = DataLoader
DenseDataLoader = DataLoader


# Samples neighbourhoods: with torch's stream where the native samplers follow it.
class NeighborLoader(torch.utils.data.DataLoader):
    def __init__(self, data, num_neighbors=None, input_nodes=None, batch_size=1, shuffle=False, num_workers=0,
                 **kwargs):
        super().__init__(data, batch_size=batch_size, shuffle=shuffle, num_workers=num_workers)


class LinkNeighborLoader(NeighborLoader): pass
class HGTLoader(NeighborLoader): pass
class NeighborSampler(NeighborLoader): pass
class ClusterLoader(NeighborLoader): pass
class GraphSAINTSampler(NeighborLoader): pass
class GraphSAINTRandomWalkSampler(NeighborLoader): pass
class ShaDowKHopSampler(NeighborLoader): pass
class RandomNodeLoader(NeighborLoader): pass
