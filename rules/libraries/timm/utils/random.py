from seedlint import *


def random_seed(seed=42, rank=0):
    seeds("torch", seed + rank)
    seeds("torch.cuda", seed + rank)
    seeds("numpy", seed + rank)
    seeds("python", seed + rank)
