from seedlint import *


# Starts the processes itself where it is told how many, else joins those of a launcher.
class Parallel:
    def __init__(self, backend=None, nproc_per_node=None, nnodes=None, node_rank=None, master_addr=None,
                 master_port=None, init_method=None, **spawn_kwargs):
        self.backend = backend
        self._nproc = nproc_per_node

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False

    def run(self, func, *args, **kwargs):
        if self.backend is None or self._nproc is None:
            if self.backend is not None:
                group("init")
            func(local_rank(), *args, **kwargs)
        elif distributed():
            fork("spawn", _started, func, args)
        else:
            func(local_rank(), *args, **kwargs)


def _started(func, args):
    group("init")
    func(local_rank(), *args)
