# albumentations.pytorch
from albumentations import BasicTransform

ToTensorV2 = ToTensor = ToTensor3D = BasicTransform
