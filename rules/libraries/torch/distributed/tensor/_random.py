# torch.distributed.tensor._random
from seedlint import *


def manual_seed(seed, device_mesh):
    seeds("torch", seed)
    seeds("torch.cuda", seed)
