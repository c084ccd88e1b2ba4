from seedlint import *


# Calls `f`, a function or a class, with what the user gave on the command line.
def cli(f, *, prog=None, description=None, args=None, default=None, **kwargs):
    return f(**option())


class conf:
    pass


def extras_placeholder(*args, **kwargs):
    return unknown()
