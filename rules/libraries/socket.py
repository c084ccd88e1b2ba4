# socket: who this machine is, not which rank.
from seedlint import *


def gethostname():
    return unknown()
