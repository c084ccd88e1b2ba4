# torch.nn.parallel: wrappers. DDP broadcasts rank 0's parameters, so init draws need not agree.
from seedlint import *
from torch.nn import Module


class DataParallel(Module):
    def __init__(self, module, device_ids=None, output_device=None, dim=0):
        module_use(module)
        self.module = module

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)


class DistributedDataParallel(Module):
    def __init__(self, module, device_ids=None, output_device=None, dim=0, broadcast_buffers=True, init_sync=True,
                 process_group=None, *args, **kwargs):
        module_use(module)
        group("ddp", module)
        self.module = module

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def no_sync(self):
        return _NoSync()

    def join(self, *args, **kwargs):
        return _NoSync()


class _NoSync:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass
