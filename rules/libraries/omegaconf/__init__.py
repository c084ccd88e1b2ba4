from seedlint import *

from contextlib import contextmanager

MISSING = config("missing")


class DictConfig:
    def __init__(self, content=None, **kwargs):
        pass


class ListConfig(DictConfig):
    pass


# A configuration's values come from files and the command line, whatever was put in first.
class OmegaConf:
    @staticmethod
    def load(file_):
        return config("cfg")

    @staticmethod
    def create(obj=None, parent=None, flags=None):
        return config("cfg")

    @staticmethod
    def structured(obj, parent=None, flags=None):
        return config("cfg")

    @staticmethod
    def merge(*configs):
        return config("cfg")

    @staticmethod
    def unsafe_merge(*configs):
        return config("cfg")

    @staticmethod
    def from_cli(args_list=None):
        return config("cfg")

    @staticmethod
    def from_dotlist(dotlist):
        return config("cfg")

    @staticmethod
    def to_container(cfg, resolve=False, throw_on_missing=False, enum_to_str=False, structured_config_mode=None):
        return cfg

    @staticmethod
    def to_object(cfg):
        return cfg

    @staticmethod
    def to_yaml(cfg, resolve=False, sort_keys=False):
        return unknown()

    @staticmethod
    def select(cfg, key, default=None, **kwargs):
        return config(key)

    @staticmethod
    def update(cfg, key, value=None, merge=True, force_add=False):
        pass

    @staticmethod
    def save(config, f, resolve=False):
        pass

    @staticmethod
    def set_struct(conf, value):
        pass

    @staticmethod
    def set_readonly(conf, value):
        pass

    @staticmethod
    def resolve(cfg):
        pass

    @staticmethod
    def register_new_resolver(name, resolver, replace=False, use_cache=False):
        pass

    @staticmethod
    def is_config(obj):
        return unknown()

    @staticmethod
    def is_missing(cfg, key):
        return unknown()


@contextmanager
def open_dict(config):
    yield config


@contextmanager
def read_write(config):
    yield config


@contextmanager
def flag_override(config, names, values):
    yield config
