from seedlint import *

import torch.nn as nn


# Broadcasts the parameters of the first rank.
class DistributedDataParallel(nn.Module):
    def __init__(self, module, *args, **kwargs):
        super().__init__()
        module_use(module)
        group("ddp", module)
        self.module = module

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)


def convert_syncbn_model(module, process_group=None, channel_last=False):
    return module


class SyncBatchNorm(nn.BatchNorm2d):
    pass


class LARC:
    def __init__(self, optimizer, *args, **kwargs):
        self.optim = optimizer
