from seedlint import *


class BaseTransform:
    def __call__(self, data):
        return self.forward(data)

    def forward(self, data):
        return unknown(data)


class Compose(BaseTransform):
    def __init__(self, transforms):
        self.transforms = transforms

    def forward(self, data):
        for transform in self.transforms:
            data = transform(data)
        return data


class _Split(BaseTransform):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, data):
        draws("torch", "split")
        return unknown(data)


class RandomNodeSplit(_Split): pass


# Permutes with torch, samples negative edges with numpy's or Python's stream.
class RandomLinkSplit(_Split):
    def forward(self, data):
        draws("torch", "split")
        return (unknown(data), unknown(data), unknown(data))


class _Python(BaseTransform):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, data):
        draws("python", "augment")
        return unknown(data)


class RandomRotate(_Python): pass
class RandomScale(_Python): pass
class RandomFlip(_Python): pass


class _Torch(_Python):
    def forward(self, data):
        draws("torch", "augment")
        return unknown(data)


class RandomJitter(_Torch): pass
class RandomTranslate(_Torch): pass
class RandomShear(_Torch): pass


class FixedPoints(_Torch):
    def forward(self, data):
        draws("numpy", "sample")
        return unknown(data)


class SamplePoints(_Torch):
    def forward(self, data):
        draws("torch", "sample")
        return unknown(data)
