from seedlint import *

import torch.nn as nn


# Drops whole residual branches per sample while training.
class DropPath(nn.Module):
    def __init__(self, drop_prob=0.0, scale_by_keep=True):
        super().__init__()
        self.drop_prob = drop_prob

    def forward(self, x):
        return drop_path(x, self.drop_prob, self.training)


def drop_path(x, drop_prob=0.0, training=False, scale_by_keep=True):
    if drop_prob == 0.0 or not training:
        return x
    draws("torch", "step")
    return unknown(x)


def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0):
    draws("torch", "init")
    return tensor


trunc_normal_tf_ = trunc_normal_


def variance_scaling_(tensor, scale=1.0, mode="fan_in", distribution="normal"):
    draws("torch", "init")
    return tensor


def lecun_normal_(tensor):
    draws("torch", "init")
    return tensor


class Mlp(nn.Module):
    def __init__(self, in_features, hidden_features=None, out_features=None, act_layer=None, norm_layer=None,
                 bias=True, drop=0.0, use_conv=False):
        super().__init__()
        self.fc1 = nn.Linear(in_features, hidden_features)
        self.drop1 = nn.Dropout(drop)
        self.fc2 = nn.Linear(hidden_features, out_features)
        self.drop2 = nn.Dropout(drop)

    def forward(self, x):
        return self.drop2(self.fc2(self.drop1(self.fc1(x))))


class PatchEmbed(nn.Module):
    def __init__(self, img_size=224, patch_size=16, in_chans=3, embed_dim=768, norm_layer=None, flatten=True, **kwargs):
        super().__init__()
        self.num_patches = unknown()
        self.patch_size = unknown()
        self.grid_size = unknown()
        self.proj = nn.Conv2d(in_chans, embed_dim, kernel_size=patch_size, stride=patch_size)

    def forward(self, x):
        return self.proj(x)


def to_2tuple(x):
    return unknown(x)


def to_ntuple(n):
    return to_2tuple
