from seedlint import *

from composer.utils import reproducibility


class dist:
    @staticmethod
    def get_global_rank():
        return rank()

    @staticmethod
    def get_local_rank():
        return local_rank()

    @staticmethod
    def get_world_size():
        return world_size()

    @staticmethod
    def initialize_dist(device=None, timeout=300.0):
        group("init")

    @staticmethod
    def get_sampler(dataset, *, drop_last=False, shuffle=False, **kwargs):
        mark("shard", dataset)
        return unknown()


def get_device(device=None):
    return unknown()
