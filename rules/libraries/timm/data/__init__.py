from seedlint import *

from timm.data.loader import create_loader
from timm.data.mixup import FastCollateMixup, Mixup
from timm.data.transforms_factory import create_transform

IMAGENET_DEFAULT_MEAN = (0.485, 0.456, 0.406)
IMAGENET_DEFAULT_STD = (0.229, 0.224, 0.225)
IMAGENET_INCEPTION_MEAN = (0.5, 0.5, 0.5)
IMAGENET_INCEPTION_STD = (0.5, 0.5, 0.5)


def create_dataset(name, root=None, split="validation", **kwargs):
    return unknown()


def resolve_data_config(args=None, pretrained_cfg=None, model=None, use_test_size=False, verbose=False):
    return unknown()


def resolve_model_data_config(model, args=None, pretrained_cfg=None, use_test_size=False, verbose=False):
    return unknown()


class AugMixDataset:
    def __init__(self, dataset, num_splits=2):
        self.dataset = dataset

    def __getitem__(self, i):
        return self.dataset[i]

    def __len__(self):
        return unknown()
