# Words of the vocabulary under other names, for stubs whose own module defines a name of the vocabulary.
from seedlint import *


# What the user gives on the command line.
def given_by_user():
    return option()


def from_configuration(name=""):
    return config(name)


def process_rank():
    return rank()


def process_local_rank():
    return local_rank()
