# tensorflow: one global stream of its own; neither python's nor numpy's seed reaches it.
from seedlint import *


def set_random_seed(seed):  # tensorflow 1
    seeds("tensorflow", seed)


def truncated_normal(*args, **kwargs):
    return draws("tensorflow", "sample")


random_normal = random_uniform = random_shuffle = truncated_normal


def function(func=None, **kwargs):
    if func is None:
        return lambda decorated: decorated
    return func


class GradientTape:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def gradient(self, target, sources, *args, **kwargs):
        trains()
        return unknown(target)


class Module:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, *args, **kwargs):
        return unknown(*args)
