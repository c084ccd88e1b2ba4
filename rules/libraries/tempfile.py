# tempfile: names are entropy.
from seedlint import *


def mkdtemp(*args, **kwargs):
    return entropy()


mktemp = mkstemp = mkdtemp
