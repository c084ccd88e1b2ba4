# sys: the command line is the user's choice; exit leaves.
from seedlint import *

argv = config("sys.argv")


def exit(code=None):
    exits()
