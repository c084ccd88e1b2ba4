from seedlint import *

import torch
from contextlib import contextmanager
from lightning.fabric.utilities.seed import seed_everything
from lightning.pytorch.launching import is_many


class Fabric:
    def __init__(self, *, accelerator="auto", strategy="auto", devices="auto", num_nodes=1, precision=None,
                 plugins=None, callbacks=None, loggers=None):
        self._many = is_many(strategy, devices, num_nodes)
        self.device = unknown()

    @property
    def global_rank(self):
        return rank()

    @property
    def local_rank(self):
        return local_rank()

    @property
    def world_size(self):
        return world_size()

    @property
    def is_global_zero(self):
        return rank() == 0

    @staticmethod
    def seed_everything(seed=None, workers=None, verbose=True):
        return seed_everything(seed, workers)

    # Joins the process group; given a function, runs it in every process.
    def launch(self, function=None, *args, **kwargs):
        group("framework", self)
        if self._many:
            group("init")
        if function is not None:
            return function(self, *args, **kwargs)

    def run(self, *args, **kwargs):
        pass

    def setup(self, module, *optimizers, move_to_device=True, _reapply_compile=True):
        module_use(module)
        if self._many:
            group("ddp", module)
        if len(optimizers) == 0:
            return module
        return (module,) + optimizers

    def setup_module(self, module, move_to_device=True, _reapply_compile=True):
        return self.setup(module)

    def setup_optimizers(self, *optimizers):
        return optimizers[0] if len(optimizers) == 1 else optimizers

    def setup_dataloaders(self, *dataloaders, use_distributed_sampler=True, move_to_device=True):
        for loader in dataloaders:
            mark("set_epoch", loader)
        return dataloaders[0] if len(dataloaders) == 1 else dataloaders

    def backward(self, tensor, *args, model=None, **kwargs):
        trains()

    def clip_gradients(self, module, optimizer, **kwargs):
        return unknown()

    @contextmanager
    def autocast(self):
        yield

    @contextmanager
    def no_backward_sync(self, module, enabled=True):
        yield

    # Modules built inside may be empty until they are set up: then their weights are drawn there.
    @contextmanager
    def init_module(self, empty_init=None):
        yield

    @contextmanager
    def init_tensor(self):
        yield

    @contextmanager
    def rank_zero_first(self, local=False):
        yield

    @contextmanager
    def sharded_model(self):
        yield

    def load(self, path, state=None, strict=True, **kwargs):
        return unknown()

    def load_raw(self, path, obj, strict=True, **kwargs):
        overwrite(obj)

    def all_gather(self, data, group=None, sync_grads=False):
        return unknown(data)

    def all_reduce(self, data, group=None, reduce_op="mean"):
        return unknown(data)

    def call(self, hook_name, *args, **kwargs):
        pass

    def to_device(self, obj):
        return obj
