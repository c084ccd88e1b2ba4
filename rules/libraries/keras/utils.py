# keras.utils
from seedlint import *


def set_random_seed(seed):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("tensorflow", seed)
