# imgaug: its global stream is seeded from numpy's, unless imgaug.seed is called.
from seedlint import *

_seeded = False


def seed(entropy=None, seedval=None):
    global _seeded
    _seeded = True
    seeds("imgaug", entropy)


def _draw():
    if _seeded:
        return draws("imgaug", "augment")
    return draws("numpy", "augment")


class _Augmenter:
    def __init__(self, *args, seed=None, random_state=None, deterministic=False, **kwargs):
        self.children = args

    def __call__(self, *args, **kwargs):
        _draw()
        return unknown(*args)

    augment = augment_image = augment_images = augment_batches = augment_bounding_boxes = __call__
    augment_keypoints = augment_segmentation_maps = __call__

    def to_deterministic(self, n=None):
        _draw()
        return self


def __getattr__(name):
    return unknown()
