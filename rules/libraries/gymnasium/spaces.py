# gymnasium.spaces: sample() draws from the space's own generator, from entropy unless seeded.
from seedlint import *


class Space:
    n = unknown()
    shape = unknown()
    high = unknown()
    low = unknown()

    def __init__(self, *args, seed=None, **kwargs):
        if not surely(seed is None):
            seeds(self, seed)

    def seed(self, seed=None):
        seeds(self, seed)

    def sample(self, *args, **kwargs):
        return draws(self, "sample")

    def __getitem__(self, key):
        return self


class Box(Space):
    pass


class Discrete(Space):
    pass


Dict = Tuple = MultiDiscrete = MultiBinary = Graph = Text = Sequence = Space
