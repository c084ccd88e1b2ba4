# torchvision.ops: only what draws.
from seedlint import *
from torch.nn import Module


def stochastic_depth(input, p, mode, training=True):
    if not p:
        return input
    if training:
        draws("torch", "step")
    return unknown(input)


def drop_block2d(input, p, block_size, inplace=False, eps=1e-6, training=True):
    if not p:
        return input
    if training:
        draws("torch", "step")
    return unknown(input)


drop_block3d = drop_block2d


class StochasticDepth(Module):
    def __init__(self, p, mode=None, *args, **kwargs):
        self.p = p

    def forward(self, input):
        if self.p:
            draws("torch", "step")
        else:
            mark("zero-dropout", self, self.p)
        return unknown(input)


DropBlock2d = DropBlock3d = StochasticDepth


class MLP(Module):
    def __init__(self, in_channels, hidden_channels, *args, dropout=0.0, **kwargs):
        draws("torch", "init")
        self.p = dropout

    def forward(self, input):
        if self.p:
            draws("torch", "step")
        else:
            mark("zero-dropout", self, self.p)
        return unknown(input)


class Conv2dNormActivation(Module):
    def __init__(self, *args, **kwargs):
        draws("torch", "init")


ConvNormActivation = Conv3dNormActivation = SqueezeExcitation = DeformConv2d = Conv2dNormActivation
FeaturePyramidNetwork = Conv2dNormActivation
