# torchvision.datasets: reading draws nothing; the transforms do.
from seedlint import *
from torch.utils.data import Dataset


class VisionDataset(Dataset):
    def __init__(self, root=None, transforms=None, transform=None, target_transform=None):
        self.transforms = transforms
        self.transform = transform
        self.target_transform = target_transform

    def __getitem__(self, index):
        image = unknown()
        target = unknown()
        if self.transforms is not None:
            image, target = self.transforms(image, target)
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target

    def __len__(self):
        return unknown()


def __getattr__(name):
    return _Any


class _Any(VisionDataset):
    def __init__(self, root=None, *args, transform=None, target_transform=None, transforms=None, **kwargs):
        self.transforms = transforms
        self.transform = transform
        self.target_transform = target_transform
        self.data = unknown()
        self.targets = unknown()
        self.classes = unknown()


class _ByTrain(VisionDataset):
    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False, **kwargs):
        self.train = train
        self.transforms = None
        self.transform = transform
        self.target_transform = target_transform
        self.data = unknown()
        self.targets = unknown()
        self.classes = unknown()


class _BySplit(VisionDataset):
    def __init__(self, root=None, split="train", *args, transform=None, target_transform=None, transforms=None,
                 download=False, **kwargs):
        self.split = split
        self.transforms = transforms
        self.transform = transform
        self.target_transform = target_transform
        self.targets = unknown()
        self.classes = unknown()


MNIST = FashionMNIST = KMNIST = QMNIST = USPS = CIFAR10 = CIFAR100 = SEMEION = _ByTrain
SVHN = STL10 = EMNIST = ImageNet = CelebA = VOCDetection = VOCSegmentation = SBDataset = Cityscapes = _BySplit
Food101 = Flowers102 = OxfordIIITPet = StanfordCars = FGVCAircraft = DTD = GTSRB = Places365 = Caltech101 = _BySplit
Caltech256 = EuroSAT = INaturalist = PCAM = SUN397 = Kinetics = UCF101 = HMDB51 = Imagenette = Omniglot = _BySplit
LSUN = Country211 = FER2013 = RenderedSST2 = CLEVRClassification = _BySplit


class DatasetFolder(VisionDataset):
    # Sorts what it lists.
    def __init__(self, root=None, loader=None, extensions=None, transform=None, target_transform=None, *args,
                 **kwargs):
        self.transforms = None
        self.transform = transform
        self.target_transform = target_transform
        self.samples = unknown()
        self.imgs = unknown()
        self.targets = unknown()
        self.classes = unknown()
        self.class_to_idx = unknown()


class ImageFolder(DatasetFolder):
    def __init__(self, root=None, transform=None, target_transform=None, loader=None, is_valid_file=None, **kwargs):
        self.transforms = None
        self.transform = transform
        self.target_transform = target_transform
        self.samples = unknown()
        self.imgs = unknown()
        self.targets = unknown()
        self.classes = unknown()
        self.class_to_idx = unknown()


class CocoDetection(VisionDataset):
    def __init__(self, root=None, annFile=None, transform=None, target_transform=None, transforms=None):
        self.transforms = transforms
        self.transform = transform
        self.target_transform = target_transform
        self.ids = unknown()
        self.coco = unknown()


CocoCaptions = CocoDetection


class FakeData(VisionDataset):
    def __init__(self, size=1000, image_size=(3, 224, 224), num_classes=10, transform=None, target_transform=None,
                 random_offset=0):
        self.transforms = None
        self.transform = transform
        self.target_transform = target_transform
