from seedlint import *


# Without a seed rank 0 draws one from numpy and sends it to all.
def set_random_seed(seed=None, deterministic=False, diff_rank_seed=False):
    if seed is None:
        seed = draws("numpy", "seed-material")
    if diff_rank_seed:
        seed += rank()
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    if deterministic:
        flag("torch.backends.cudnn.deterministic", True)
        flag("torch.backends.cudnn.benchmark", False)
        flag("torch.use_deterministic_algorithms", True)
    return seed
