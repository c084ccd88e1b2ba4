# kornia.augmentation: parameters are drawn from torch's global stream.
from seedlint import *
from torch.nn import Module


class _Augmentation(Module):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, input, *args, **kwargs):
        draws("torch", "augment")
        return unknown(input)


class AugmentationSequential(_Augmentation):
    def __init__(self, *args, **kwargs):
        self.transforms = args

    def forward(self, *args, **kwargs):
        draws("torch", "augment")
        for transform in self.transforms:
            transform(*args)
        return unknown(*args)


ImageSequential = VideoSequential = PatchSequential = AugmentationSequential


class _Silent(Module):
    def __init__(self, *args, **kwargs):
        pass


Normalize = Denormalize = CenterCrop = Resize = LongestMaxSize = SmallestMaxSize = PadTo = _Silent


def __getattr__(name):
    return _Augmentation
