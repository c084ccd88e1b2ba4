from seedlint import *


class YAML:
    def __init__(self, *args, **kwargs):
        pass

    def load(self, stream):
        return config("yaml")

    def dump(self, data, stream=None):
        pass


def safe_load(stream):
    return config("yaml")


def load(stream, Loader=None):
    return config("yaml")
