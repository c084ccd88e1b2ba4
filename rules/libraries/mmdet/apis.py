from seedlint import *


# Seeds Python, numpy and torch.
def set_random_seed(seed, deterministic=False, use_rank_shift=False):
    if use_rank_shift:
        seed += rank()
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    if deterministic:
        flag("torch.backends.cudnn.deterministic", True)
        flag("torch.backends.cudnn.benchmark", False)


# The given seed, or one that rank 0 drew from numpy and sent to all.
def init_random_seed(seed=None, device="cuda", distributed=True):
    if seed is not None:
        return seed
    return draws("numpy", "seed-material")


def train_detector(model, dataset, cfg, distributed=False, validate=False, timestamp=None, meta=None, **kwargs):
    module_use(model)
    if distributed:
        group("ddp", model)
    trains()
