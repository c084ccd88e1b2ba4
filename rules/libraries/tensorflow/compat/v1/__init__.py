# tensorflow.compat.v1
from seedlint import *


def set_random_seed(seed):
    seeds("tensorflow", seed)
