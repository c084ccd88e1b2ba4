# torch.cuda: seeds the devices, never the CPU generator.
from seedlint import *


def manual_seed(seed):
    seeds("torch.cuda", seed)


manual_seed_all = manual_seed


def seed():
    seeds("torch.cuda", None)


seed_all = seed


def initial_seed():
    return unknown()


def get_rng_state(device="cuda"):
    save("torch.cuda")
    return unknown()


def get_rng_state_all():
    save("torch.cuda")
    return unknown()


def set_rng_state(new_state, device="cuda"):
    restore("torch.cuda")


def set_rng_state_all(new_states):
    restore("torch.cuda")


def current_device():
    return unknown()


class device:
    def __init__(self, device):
        self.device = device

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass


class stream(device):
    pass


class device_of(device):
    pass
