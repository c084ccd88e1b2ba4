# torch.quasirandom
from seedlint import *


class SobolEngine:
    def __init__(self, dimension, scramble=False, seed=None):
        if scramble:
            if surely(seed is None):
                draws("torch", "sample")
            else:
                seeds(self, seed)

    def draw(self, n=1, out=None, dtype=None):
        return unknown()
