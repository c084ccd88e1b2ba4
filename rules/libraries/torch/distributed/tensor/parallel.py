# torch.distributed.tensor.parallel
from seedlint import *


def parallelize_module(module, device_mesh=None, parallelize_plan=None, **kwargs):
    module_use(module)
    return module
