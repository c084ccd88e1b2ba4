# torch.nn.utils.prune: two methods choose at random.
from seedlint import *


def random_unstructured(module, name, amount):
    draws("torch", "sample")
    return module


def random_structured(module, name, amount, dim):
    draws("torch", "sample")
    return module
