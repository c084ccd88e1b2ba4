# expect: generator-copied-to-workers
import random

import torch
from torch.utils.data import DataLoader
from parts import Rows, fit, net


class Flip:
    def __init__(self, rng):
        self.rng = rng

    def __call__(self, row):
        return row.flip(0) if self.rng.random() < 0.5 else row


class Flipped(Rows):
    def __init__(self, transforms):
        self.transforms = transforms

    def __getitem__(self, index):
        row = super().__getitem__(index)
        for transform in self.transforms:
            row = transform(row)
        return row


torch.manual_seed(0)
data = Flipped([Flip(random.Random(7))])  # here
fit(net(), DataLoader(data, 4, shuffle=True, num_workers=2))
