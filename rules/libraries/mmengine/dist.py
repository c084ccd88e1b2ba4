from seedlint import *


def init_dist(launcher, backend="nccl", init_backend="torch", **kwargs):
    group("init")


def get_rank(group=None):
    return rank()


def get_local_rank():
    return local_rank()


def get_world_size(group=None):
    return world_size()


def get_dist_info(group=None):
    return (rank(), world_size())


def is_main_process(group=None):
    return rank() == 0


def is_distributed():
    return distributed()


def barrier(group=None):
    pass


# One seed that rank 0 drew.
def sync_random_seed(group=None):
    return draws("numpy", "seed-material")


def master_only(func):
    return func
