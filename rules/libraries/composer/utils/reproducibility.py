from seedlint import *

import os


def seed_all(seed):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)


def get_random_seed():
    return entropy()


def configure_deterministic_mode():
    flag("torch.use_deterministic_algorithms", True)
    flag("torch.backends.cudnn.benchmark", False)
    flag("torch.backends.cudnn.deterministic", True)
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"
