from seedlint import *


# Randomizable transforms have states of their own, which monai.data.DataLoader derives from torch's stream.
def set_determinism(seed=4294967295, use_deterministic_algorithms=None, additional_settings=None):
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    seeds("python", seed)
    seeds("numpy", seed)
    if seed is not None:
        flag("torch.backends.cudnn.deterministic", True)
        flag("torch.backends.cudnn.benchmark", False)
    if use_deterministic_algorithms is not None:
        flag("torch.use_deterministic_algorithms", use_deterministic_algorithms)


def get_seed():
    return unknown()


def first(iterable, default=None):
    for item in iterable:
        return item
    return default
