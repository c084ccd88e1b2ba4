from seedlint import *


def is_distributed_env():
    return distributed()


def world_info_from_env():
    return (local_rank(), rank(), world_size())


# Sets the ranks on `args` and joins the process group where there are several.
def init_distributed_device(args):
    args.rank = 0
    args.local_rank = 0
    args.world_size = 1
    args.distributed = distributed()
    if distributed():
        group("init")
        args.rank = rank()
        args.local_rank = local_rank()
        args.world_size = world_size()
    args.device = unknown()
    return unknown()


def is_primary(args):
    return rank() == 0


def is_global_primary(args):
    return rank() == 0


def is_local_primary(args):
    return local_rank() == 0


def reduce_tensor(tensor, n):
    return unknown(tensor)


def distribute_bn(model, world_size, reduce=False):
    pass
