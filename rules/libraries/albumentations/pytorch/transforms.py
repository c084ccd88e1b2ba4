# albumentations.pytorch.transforms
from albumentations.pytorch import ToTensorV2, ToTensor
