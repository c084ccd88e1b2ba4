from seedlint import *


def manual_seed(seed):
    seeds("python", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    seeds("numpy", seed)


def setup_logger(name="ignite", level=20, stream=None, format=None, filepath=None, distributed_rank=None, **kwargs):
    return unknown()


def convert_tensor(input_, device=None, non_blocking=False):
    return unknown(input_)
