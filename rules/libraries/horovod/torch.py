from seedlint import *
from _seedlint_words import process_local_rank, process_rank


def init(*args, **kwargs):
    group("init")


def shutdown():
    group("destroy")


def is_initialized():
    return group_initialized()


def size():
    return world_size()


def local_size():
    return unknown()


def rank():
    return process_rank()


def local_rank():
    return process_local_rank()


# All ranks get the parameters of the root.
def broadcast_parameters(params, root_rank=0):
    mark("broadcast", params)


def broadcast_optimizer_state(optimizer, root_rank=0, model=None):
    pass


def broadcast(tensor, root_rank, name=None):
    return tensor


def broadcast_object(obj, root_rank=0, name=None):
    return obj


def allreduce(tensor, *args, **kwargs):
    return unknown(tensor)


def allgather(tensor, *args, **kwargs):
    return unknown(tensor)


def DistributedOptimizer(optimizer, named_parameters=None, *args, **kwargs):
    return optimizer


class Compression:
    none = None
    fp16 = None


Average = None
Sum = None
Adasum = None
