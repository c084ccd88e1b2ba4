# imgaug.augmenters
from imgaug import _Augmenter


def __getattr__(name):
    return _Augmenter
