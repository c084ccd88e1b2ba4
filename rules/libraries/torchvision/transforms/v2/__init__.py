# torchvision.transforms.v2: everything random uses the torch global stream.
from seedlint import *
from torch.nn import Module
from torchvision.transforms import _Random, _Silent, RandomApply, InterpolationMode, AutoAugmentPolicy


class Transform(Module):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, *inputs):
        return unknown(*inputs)


class Compose(Transform):
    def __init__(self, transforms):
        needs("torch", "2.0")
        self.transforms = transforms

    def forward(self, *inputs):
        result = unknown(*inputs)
        for transform in self.transforms:
            result = transform(*inputs)
        return result


class Lambda(Transform):
    def __init__(self, lambd, *types):
        self.lambd = lambd

    def forward(self, *inputs):
        return self.lambd(*inputs)


class RandomOrder(Transform):
    def __init__(self, transforms, probabilities=None):
        self.transforms = transforms

    def forward(self, *inputs):
        draws("torch", "augment")
        for transform in self.transforms:
            transform(*inputs)
        return unknown(*inputs)


class RandomChoice(RandomOrder):
    pass


ToImage = ToDtype = ToPureTensor = ToTensor = PILToTensor = ToPILImage = ConvertImageDtype = Normalize = _Silent
Resize = CenterCrop = Pad = FiveCrop = TenCrop = Grayscale = RGB = LinearTransformation = Identity = _Silent
ConvertBoundingBoxFormat = ClampBoundingBoxes = SanitizeBoundingBoxes = UniformTemporalSubsample = _Silent
ToImageTensor = ConvertDtype = ConvertImageDtype = _Silent

RandomCrop = RandomHorizontalFlip = RandomVerticalFlip = RandomPerspective = RandomResizedCrop = _Random
ColorJitter = RandomRotation = RandomAffine = RandomGrayscale = RandomErasing = GaussianBlur = _Random
RandomInvert = RandomPosterize = RandomSolarize = RandomAdjustSharpness = RandomAutocontrast = _Random
RandomEqualize = ElasticTransform = AutoAugment = RandAugment = TrivialAugmentWide = AugMix = _Random
RandomPhotometricDistort = RandomChannelPermutation = RandomIoUCrop = RandomZoomOut = ScaleJitter = _Random
RandomResize = RandomShortestSize = MixUp = CutMix = GaussianNoise = JPEG = _Random
