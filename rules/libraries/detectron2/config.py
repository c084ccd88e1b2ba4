from seedlint import *


def get_cfg():
    return config("cfg")


class LazyConfig:
    @staticmethod
    def load(filename, keys=None):
        return config("cfg")

    @staticmethod
    def apply_overrides(cfg, overrides):
        return cfg


class LazyCall:
    def __init__(self, target):
        pass

    def __call__(self, **kwargs):
        return config("lazy")


# Builds what the configuration names.
def instantiate(cfg):
    return unknown()


def configurable(init_func=None, *, from_config=None):
    if init_func is not None:
        return init_func

    def decorate(function):
        return function
    return decorate
