# torch.multiprocessing: multiprocessing with tensors, and spawn.
from seedlint import *
from multiprocessing import (Process, Pool, get_context, set_start_method, get_start_method, cpu_count,
                             current_process, freeze_support, Queue, SimpleQueue, Manager, Lock, RLock, Event, Barrier,
                             Semaphore, Value, Array, Pipe)


class ProcessContext:
    def join(self, timeout=None, grace_period=None):
        return True

    def pids(self):
        return unknown()


def spawn(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    fork("spawn", fn, local_rank(), *args)
    return ProcessContext()


def start_processes(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    if start_method == "fork":
        fork("fork", fn, local_rank(), *args)
    else:
        fork("spawn", fn, local_rank(), *args)
    return ProcessContext()
