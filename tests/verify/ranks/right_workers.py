# expect: none
import random

import numpy as np
import torch
from torch.utils.data import DataLoader
from parts import Rows, fit, net


class Noisy(Rows):
    def __getitem__(self, index):
        return super().__getitem__(index) + torch.randn(4) + float(np.random.rand()) + random.random()


torch.manual_seed(0)
np.random.seed(0)
random.seed(0)
for persistent in (False, True):
    fit(net(0.2), DataLoader(Noisy(), 4, shuffle=True, num_workers=2, persistent_workers=persistent))
