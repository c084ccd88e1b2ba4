# torch.mps: its generator follows torch.manual_seed; a stream of its own where seeded directly.
from seedlint import *


def manual_seed(seed):
    seeds("torch.mps", seed)


manual_seed_all = manual_seed


def seed():
    seeds("torch.mps", None)


def get_rng_state(device="mps"):
    save("torch.mps")
    return unknown()


def set_rng_state(new_state, device="mps"):
    restore("torch.mps")
