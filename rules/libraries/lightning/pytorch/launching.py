from seedlint import *


# Whether a trainer's arguments ask for several processes: True, False or unknown.
def is_many(strategy, devices, num_nodes):
    if isinstance(num_nodes, int) and num_nodes > 1:
        return True
    if isinstance(strategy, str):
        if strategy in ("ddp", "ddp_spawn", "ddp_fork", "ddp_notebook", "ddp_find_unused_parameters_true",
                        "ddp_find_unused_parameters_false", "ddp_sharded", "fsdp", "fsdp_native", "deepspeed",
                        "deepspeed_stage_1", "deepspeed_stage_2", "deepspeed_stage_2_offload", "deepspeed_stage_3",
                        "deepspeed_stage_3_offload", "horovod", "ddp2"):
            return True
    elif strategy is not None:
        return True
    if isinstance(devices, int):
        return devices > 1 or devices == -1
    if isinstance(devices, str):
        return devices == "-1"
    if devices is None:
        return False
    return len(devices) > 1
