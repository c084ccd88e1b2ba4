from seedlint import *


# Its own native generator.
def seed(val):
    seeds("dgl", val)


class RandomState:
    pass
