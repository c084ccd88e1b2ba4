from seedlint import *


def predefined_split(dataset):
    return unknown()


class SliceDataset:
    def __init__(self, dataset, idx=0, indices=None):
        pass
