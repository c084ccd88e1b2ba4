# torchvision.transforms.autoaugment
from torchvision.transforms import AutoAugment, RandAugment, TrivialAugmentWide, AugMix, AutoAugmentPolicy
