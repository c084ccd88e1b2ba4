from seedlint import *


# Without a seed: from the clock, the process id and the operating system.
def seed_all_rng(seed=None):
    if seed is None:
        seed = entropy()
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    seeds("python", seed)
