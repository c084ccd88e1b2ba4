# torchvision.transforms (v1): the torch global stream, but RandomOrder and RandomChoice, which use python's.
from seedlint import *
from torch.nn import Module


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, img):
        for transform in self.transforms:
            img = transform(img)
        return img


class _Silent(Module):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, img, *args):
        return unknown(img)


class _Random(Module):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, img, *args):
        draws("torch", "augment")
        return unknown(img)

    @staticmethod
    def get_params(*args, **kwargs):
        return draws("torch", "augment")


ToTensor = PILToTensor = ToPILImage = ConvertImageDtype = Normalize = Resize = Scale = CenterCrop = Pad = _Silent
FiveCrop = TenCrop = Grayscale = LinearTransformation = _Silent

RandomCrop = RandomHorizontalFlip = RandomVerticalFlip = RandomPerspective = RandomResizedCrop = _Random
RandomSizedCrop = ColorJitter = RandomRotation = RandomAffine = RandomGrayscale = RandomErasing = _Random
GaussianBlur = RandomInvert = RandomPosterize = RandomSolarize = RandomAdjustSharpness = RandomAutocontrast = _Random
RandomEqualize = ElasticTransform = AutoAugment = RandAugment = TrivialAugmentWide = AugMix = _Random


class Lambda:
    def __init__(self, lambd):
        self.lambd = lambd

    def __call__(self, img):
        return self.lambd(img)


class RandomApply(Module):
    def __init__(self, transforms, p=0.5):
        self.transforms = transforms
        self.p = p

    def forward(self, img):
        draws("torch", "augment")
        for transform in self.transforms:
            img = transform(img)
        return img


class RandomTransforms:
    def __init__(self, transforms, p=None):
        self.transforms = transforms

    def __call__(self, img):
        draws("python", "augment")
        for transform in self.transforms:
            img = transform(img)
        return img


class RandomOrder(RandomTransforms):
    pass


class RandomChoice(RandomTransforms):
    pass


class InterpolationMode:
    NEAREST = "nearest"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"


class AutoAugmentPolicy:
    IMAGENET = "imagenet"
    CIFAR10 = "cifar10"
    SVHN = "svhn"
