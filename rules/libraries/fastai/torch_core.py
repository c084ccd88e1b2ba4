from seedlint import *


def set_seed(s, reproducible=False):
    seeds("torch", s)
    seeds("torch.cuda", s)
    seeds("numpy", s)
    seeds("python", s)
    if reproducible:
        flag("torch.backends.cudnn.deterministic", True)
        flag("torch.backends.cudnn.benchmark", False)


class no_random:
    def __init__(self, seed=42, reproducible=True):
        save("all")
        set_seed(seed, reproducible)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        restore("all")
