# torchvision.transforms.transforms: names live in torchvision.transforms.
from torchvision.transforms import *
