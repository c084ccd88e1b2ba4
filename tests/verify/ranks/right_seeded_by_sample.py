# expect: none
import random

import numpy as np
import torch
from torch.utils.data import DataLoader
from parts import Rows, fit, net


class Noisy(Rows):
    def __init__(self):
        self.rng = random.Random(0)
        self.state = np.random.RandomState(0)

    def __getitem__(self, index):
        self.rng.seed(index)
        self.state.seed(index)
        own = np.random.default_rng((1, index))
        return super().__getitem__(index) + self.rng.random() + float(self.state.rand()) + float(own.random())


torch.manual_seed(0)
for shuffle in (False, True):
    fit(net(), DataLoader(Noisy(), 4, shuffle=shuffle, num_workers=2))
