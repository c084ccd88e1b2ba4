# torchvision.datasets.folder: names live in torchvision.datasets.
from torchvision.datasets import ImageFolder, DatasetFolder
