# torchvision.datasets.vision: names live in torchvision.datasets.
from torchvision.datasets import VisionDataset
