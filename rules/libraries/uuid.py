# uuid: versions 1 and 4 are entropy.
from seedlint import *


def uuid1(node=None, clock_seq=None):
    return entropy()


def uuid4():
    return entropy()


def getnode():
    return entropy()
