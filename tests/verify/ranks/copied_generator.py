# expect: generator-copied-to-workers
import numpy as np
import torch
from torch.utils.data import DataLoader
from parts import Rows, fit, net


class Noisy(Rows):
    def __init__(self):
        self.rng = np.random.default_rng(0)  # here

    def __getitem__(self, index):
        return super().__getitem__(index) + float(self.rng.random())


torch.manual_seed(0)
fit(net(), DataLoader(Noisy(), 4, shuffle=True, num_workers=2))
