from seedlint import *

import torch.nn as nn


class LabelSmoothingCrossEntropy(nn.Module):
    def __init__(self, smoothing=0.1):
        super().__init__()

    def forward(self, x, target):
        return unknown()


class SoftTargetCrossEntropy(nn.Module):
    def forward(self, x, target):
        return unknown()


class BinaryCrossEntropy(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()

    def forward(self, x, target):
        return unknown()


class JsdCrossEntropy(BinaryCrossEntropy): pass
