# torch.distributed.tensor: random operations need the same seed on every rank of the mesh.
from seedlint import *
from torch.random import _draw


def randn(*size, **kwargs):
    mark("dtensor-draw")
    return _draw("sample")


rand = randn


def distribute_tensor(tensor, *args, **kwargs):
    mark("broadcast", None, tensor)
    return tensor


def distribute_module(module, *args, **kwargs):
    return module
