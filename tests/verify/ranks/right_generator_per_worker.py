# expect: none
import numpy as np
import torch
from torch.utils.data import DataLoader, get_worker_info
from parts import Rows, fit, net


class Noisy(Rows):
    def __init__(self):
        self.rng = np.random.default_rng(0)

    def __getitem__(self, index):
        return super().__getitem__(index) + float(self.rng.random())


def init(worker):
    get_worker_info().dataset.rng = np.random.default_rng(torch.initial_seed())


torch.manual_seed(0)
fit(net(), DataLoader(Noisy(), 4, shuffle=True, num_workers=2, worker_init_fn=init))
