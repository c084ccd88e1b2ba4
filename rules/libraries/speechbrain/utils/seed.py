from seedlint import *


def seed_everything(seed=0, verbose=True, deterministic=False):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    if deterministic:
        flag("torch.use_deterministic_algorithms", True)
    return seed
