# sklearn.utils
from seedlint import *
from numpy.random import RandomState
from sklearn._base import _draw
import numpy.random


def shuffle(*arrays, random_state=None, n_samples=None):
    return unknown(*arrays, _draw(random_state, "shuffle", arrays[0]))


def resample(*arrays, replace=True, n_samples=None, random_state=None, stratify=None, **kwargs):
    return unknown(*arrays, _draw(random_state, "sample", arrays[0]))


def check_random_state(random_state):
    if surely(random_state is None):
        return numpy.random
    if isinstance(random_state, RandomState):
        return random_state
    return RandomState(random_state)
