from seedlint import *

device = unknown()


def set_seed(seed):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
