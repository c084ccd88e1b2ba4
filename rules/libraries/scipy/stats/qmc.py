# scipy.stats.qmc: generators of their own, from entropy without a seed.
from seedlint import *


class QMCEngine:
    def __init__(self, d, *args, seed=None, rng=None, **kwargs):
        if rng is None:
            seeds(self, seed)
        else:
            seeds(self, rng)

    def random(self, n=1, *args, **kwargs):
        return draws(self, "sample")

    integers = random

    def reset(self):
        return self


class Sobol(QMCEngine):
    pass


class Halton(QMCEngine):
    pass


class LatinHypercube(QMCEngine):
    pass


class PoissonDisk(QMCEngine):
    pass
