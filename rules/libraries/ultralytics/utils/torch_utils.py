from seedlint import *

import os


def init_seeds(seed=0, deterministic=False):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    if deterministic:
        flag("torch.use_deterministic_algorithms", "warn")
        flag("torch.backends.cudnn.deterministic", True)
        os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"
