# tensorflow.random
from seedlint import *


def set_seed(seed):
    seeds("tensorflow", seed)


def normal(*args, seed=None, **kwargs):
    return draws("tensorflow", "sample")


uniform = truncated_normal = categorical = gamma = poisson = normal


def shuffle(value, seed=None, name=None):
    return draws("tensorflow", "shuffle")


class Generator:
    @classmethod
    def from_seed(cls, seed, *args, **kwargs):
        made = cls()
        seeds(made, seed)
        return made

    @classmethod
    def from_non_deterministic_state(cls, *args, **kwargs):
        made = cls()
        seeds(made, None)
        return made

    def normal(self, *args, **kwargs):
        return draws(self, "sample")

    uniform = truncated_normal = binomial = normal

    def split(self, count=1):
        return [self]
