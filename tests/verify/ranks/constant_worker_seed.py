# expect: replayed-worker-seed
import numpy as np
import torch
from torch.utils.data import DataLoader
from parts import Rows, fit, net


class Noisy(Rows):
    def __getitem__(self, index):
        return super().__getitem__(index) + float(np.random.rand())


def init(worker):
    np.random.seed(0)  # here


torch.manual_seed(0)
fit(net(), DataLoader(Noisy(), 4, shuffle=True, num_workers=2, worker_init_fn=init))
