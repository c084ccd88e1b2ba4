from seedlint import *

from torch.utils.data import DataLoader
from torch.utils.data.distributed import DistributedSampler
from ignite.distributed.launcher import Parallel


def get_rank():
    return rank()


def get_local_rank():
    return local_rank()


def get_world_size():
    return world_size()


def get_nproc_per_node():
    return unknown()


def get_nnodes():
    return unknown()


def get_node_rank():
    return unknown(rank())


def backend():
    return unknown()


def device():
    return unknown()


def model_name():
    return unknown()


def initialize(backend, **kwargs):
    group("init")


def finalize():
    group("destroy")


def barrier():
    pass


def all_reduce(tensor, op="SUM", group=None):
    return unknown(tensor)


def all_gather(tensor, group=None):
    return unknown(tensor)


# All ranks get the source rank's value.
def broadcast(tensor, src=0, safe_mode=False):
    return unknown()


def one_rank_only(rank=0, with_barrier=False):
    def decorate(function):
        return function
    return decorate


def show_config():
    pass


def spawn(backend, fn, args=(), kwargs_dict=None, nproc_per_node=1, **kwargs):
    fork("spawn", _started, fn, args)


def _started(fn, args):
    group("init")
    fn(local_rank(), *args)


# In a distributed program the loader gets a distributed sampler of its own.
def auto_dataloader(dataset, batch_size=1, shuffle=False, sampler=None, num_workers=0, collate_fn=None,
                    worker_init_fn=None, drop_last=False, generator=None, persistent_workers=False, **kwargs):
    if distributed() and sampler is None:
        return DataLoader(dataset, batch_size=batch_size, sampler=DistributedSampler(dataset, shuffle=shuffle),
                          num_workers=num_workers, collate_fn=collate_fn, worker_init_fn=worker_init_fn,
                          persistent_workers=persistent_workers)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, sampler=sampler, num_workers=num_workers,
                      collate_fn=collate_fn, worker_init_fn=worker_init_fn, drop_last=drop_last, generator=generator,
                      persistent_workers=persistent_workers)


def auto_model(model, sync_bn=False, **kwargs):
    module_use(model)
    if distributed():
        group("ddp", model)
    return model


def auto_optim(optimizer, **kwargs):
    return optimizer
