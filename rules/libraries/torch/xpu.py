# torch.xpu: its generator follows torch.manual_seed; a stream of its own where seeded directly.
from seedlint import *


def manual_seed(seed):
    seeds("torch.xpu", seed)


manual_seed_all = manual_seed


def seed():
    seeds("torch.xpu", None)


def get_rng_state(device="xpu"):
    save("torch.xpu")
    return unknown()


def set_rng_state(new_state, device="xpu"):
    restore("torch.xpu")
