# torch.nn.utils.parametrizations
from seedlint import *


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    draws("torch", "init")
    return module


def orthogonal(module, name="weight", orthogonal_map=None, *, use_trivialization=True):
    draws("torch", "init")
    return module


def weight_norm(module, name="weight", dim=0):
    return module
