# torch.distributed.fsdp: no broadcast of parameters unless sync_module_states=True.
from seedlint import *
from torch.nn import Module


class FullyShardedDataParallel(Module):
    def __init__(self, module, process_group=None, sharding_strategy=None, cpu_offload=None, auto_wrap_policy=None,
                 backward_prefetch=None, mixed_precision=None, ignored_modules=None, param_init_fn=None,
                 device_id=None, sync_module_states=False, forward_prefetch=False, limit_all_gathers=True,
                 use_orig_params=False, ignored_states=None, device_mesh=None):
        needs("torch", "1.11")
        module_use(module)
        self.module = module
        self.sync_module_states = sync_module_states
        group("fsdp", self)

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)


def fully_shard(module, *, mesh=None, reshard_after_forward=None, **kwargs):
    needs("torch", "2.0")
    module_use(module)
    group("fully_shard", module)
    return module
