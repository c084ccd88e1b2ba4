from seedlint import *


def load(f, *args, **kwargs):
    return config("toml")


def loads(s, *args, **kwargs):
    return config("toml")


def dump(o, f):
    pass
