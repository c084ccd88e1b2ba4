from seedlint import *


# The generator a dataset makes for one shuffle from the seed it was given.
class Generator:
    def __init__(self, seed):
        seeds(self, seed)


# Without seed and generator the seed is taken from numpy's global state, which moves on by one draw.
def draw_order(role, seed, generator):
    if generator is not None:
        draws("numpy", role, generator)
    elif seed is None:
        draws("numpy", role)
    else:
        draws("numpy", role, Generator(seed))
