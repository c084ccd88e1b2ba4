from seedlint import *


# Builds whatever the configuration names: unknown here, known by its use.
def instantiate(config=None, *args, **kwargs):
    return unknown()


call = instantiate


def get_class(path):
    return unknown()


def get_method(path):
    return unknown()


get_object = get_method


def get_original_cwd():
    return unknown()


def to_absolute_path(path):
    return unknown(path)
