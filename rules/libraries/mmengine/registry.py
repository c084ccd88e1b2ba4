from seedlint import *


# Registered classes are built by what the configuration names.
class Registry:
    def __init__(self, name=None, *args, **kwargs):
        pass

    def register_module(self, name=None, force=False, module=None):
        if module is not None:
            return module

        def decorate(cls):
            return cls
        return decorate

    def build(self, cfg, *args, **kwargs):
        return unknown()

    def get(self, key):
        return unknown()


MODELS = Registry("model")
DATASETS = Registry("dataset")
TRANSFORMS = Registry("transform")
HOOKS = Registry("hook")
METRICS = Registry("metric")
RUNNERS = Registry("runner")
OPTIMIZERS = Registry("optimizer")
LOOPS = Registry("loop")
DATA_SAMPLERS = Registry("data sampler")


def init_default_scope(scope):
    pass


def build_from_cfg(cfg, registry, default_args=None):
    return unknown()
