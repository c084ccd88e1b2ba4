from seedlint import *


def worker_init_fn(worker_id, num_workers=None, rank=0, seed=0, disable_subprocess_warning=False):
    worker_seed = num_workers * rank + worker_id + seed
    seeds("numpy", worker_seed)
    seeds("python", worker_seed)
    seeds("torch", worker_seed)


class DefaultSampler:
    def __init__(self, dataset, shuffle=True, seed=None, round_up=True):
        mark("shard", self)


class InfiniteSampler:
    def __init__(self, dataset, shuffle=True, seed=None):
        mark("shard", self)
