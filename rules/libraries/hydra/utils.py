from seedlint import *
from _seedlint_words import from_configuration


# Builds what the configuration names; its arguments are the configuration's.
def instantiate(config=None, *args, **kwargs):
    target = targets(config)
    if target is None:
        return unknown()
    return target(*args, **kwargs, **from_configuration("cfg"))


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
