# torchvision.datasets.mnist: names live in torchvision.datasets.
from torchvision.datasets import MNIST, FashionMNIST, KMNIST, EMNIST, QMNIST
