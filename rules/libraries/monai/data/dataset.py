from seedlint import *

import torch


class Dataset(torch.utils.data.Dataset):
    def __init__(self, data=None, transform=None, *args, **kwargs):
        self.data = data
        self.transform = transform

    def __len__(self):
        return unknown()

    def __getitem__(self, index):
        if self.transform is not None:
            return self.transform(unknown())
        return unknown()


class CacheDataset(Dataset): pass
class CacheNTransDataset(Dataset): pass
class LMDBDataset(Dataset): pass
class PersistentDataset(Dataset): pass
class SmartCacheDataset(Dataset): pass
class ZipDataset(Dataset): pass


class ArrayDataset(Dataset):
    def __init__(self, img=None, img_transform=None, seg=None, seg_transform=None, labels=None, label_transform=None):
        super().__init__(img, img_transform)
