# skimage.util: noise from a generator of its own since 0.19, from numpy's global stream before.
from seedlint import *
from numpy.random import default_rng


def random_noise(image, mode="gaussian", seed=None, clip=True, rng=None, **kwargs):
    if before("scikit-image", "0.19"):
        return draws("numpy", "augment")
    if not surely(rng is None):
        return default_rng(rng).random()
    return default_rng(seed).random()
