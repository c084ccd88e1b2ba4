# torchvision.datasets.cifar: names live in torchvision.datasets.
from torchvision.datasets import CIFAR10, CIFAR100
