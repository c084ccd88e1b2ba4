# albumentations: up to 1.4.20 python's global stream; from 1.4.21 each Compose has a generator of its own, which
# global seeds do not reach and which workers copy.
from seedlint import *


class BasicTransform:
    def __init__(self, *args, p=0.5, always_apply=False, **kwargs):
        self.p = p

    def __call__(self, *args, force_apply=False, **kwargs):
        if surely(before("albumentations", "1.4.21")):
            draws("python", "augment")
        self._apply()
        return unknown()

    def _apply(self):
        self.apply(unknown())

    def apply(self, img, *args, **params):
        return unknown(img)

    def get_params(self):
        return {}


DualTransform = ImageOnlyTransform = NoOp = BasicTransform


class Lambda(BasicTransform):
    def __init__(self, image=None, mask=None, **kwargs):
        self.image = image
        self.mask = mask

    def _apply(self):
        if self.image is not None:
            self.image(unknown())
        if self.mask is not None:
            self.mask(unknown())


class BaseCompose:
    def __init__(self, transforms=None, *args, p=1.0, seed=None, **kwargs):
        self.transforms = transforms
        self.p = p

    def _apply(self):
        for transform in self.transforms:
            transform._apply()

    def __call__(self, *args, **kwargs):
        if surely(before("albumentations", "1.4.21")):
            draws("python", "augment")
        self._apply()
        return unknown()

    def __getitem__(self, index):
        return self.transforms[index]


OneOf = SomeOf = OneOrOther = Sequential = RandomOrder = SelectiveChannelTransform = BaseCompose


class Compose(BaseCompose):
    def __init__(self, transforms, bbox_params=None, keypoint_params=None, additional_targets=None, p=1.0,
                 is_check_shapes=True, strict=False, mask_interpolation=None, seed=None, **kwargs):
        self.transforms = transforms
        self.p = p
        if surely(since("albumentations", "1.4.21")):
            seeds(self, seed)

    def set_random_seed(self, seed):
        seeds(self, seed)

    def __call__(self, *args, **kwargs):
        if surely(since("albumentations", "1.4.21")):
            draws(self, "augment")
        if surely(before("albumentations", "1.4.21")):
            draws("python", "augment")
        self._apply()
        return unknown()


class ReplayCompose(Compose):
    pass


def BboxParams(*args, **kwargs):
    return unknown()


KeypointParams = BboxParams


def __getattr__(name):
    # HorizontalFlip, RandomCrop, Normalize ...: every transform asks its probability.
    return BasicTransform
