from seedlint import *


# Fields that user code sets; the command line may change them.
class ConfigDict:
    def __init__(self, initial_dictionary=None, *args, **kwargs):
        pass

    def lock(self):
        return self

    def unlock(self):
        return self

    def unlocked(self):
        return self

    def copy_and_resolve_references(self):
        return self

    def to_dict(self):
        return unknown()

    def update(self, *args, **kwargs):
        setattr(self, unknown(), config("config"))

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


class FrozenConfigDict(ConfigDict):
    pass


def placeholder(field_type, required=False):
    return config("config")


def create(**kwargs):
    return ConfigDict(kwargs)
