from seedlint import *


# What a file says: a configuration.
def load(stream, Loader=None):
    return config("yaml")


def safe_load(stream):
    return config("yaml")


full_load = safe_load
unsafe_load = safe_load


def load_all(stream, Loader=None):
    return [config("yaml")]


safe_load_all = load_all


def dump(data, stream=None, **kwargs):
    return unknown()


safe_dump = dump


def add_constructor(tag, constructor, Loader=None):
    pass


def add_representer(*args, **kwargs):
    pass


class SafeLoader: pass
class FullLoader: pass
class Loader: pass
class CLoader: pass
class UnsafeLoader: pass


class YAMLError(Exception):
    pass
