# expect: none
import numpy as np
import torch
from torch.utils.data import DataLoader
from parts import Rows, fit, net


class Ordered(Rows):
    def __init__(self):
        self.rng = np.random.default_rng(0)
        self.order = self.rng.permutation(48)

    def __getitem__(self, index):
        return super().__getitem__(int(self.order[index]))


torch.manual_seed(0)
fit(net(), DataLoader(Ordered(), 4, shuffle=True, num_workers=2))
