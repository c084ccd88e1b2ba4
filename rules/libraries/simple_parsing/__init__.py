from seedlint import *

import argparse
from dataclasses import field


class ArgumentParser(argparse.ArgumentParser):
    def add_arguments(self, dataclass, dest, *, prefix="", default=None):
        setattr(self._parsed(), dest, dataclass(**option()))

    def _parsed(self):
        return unknown()


def parse(config_class, config_path=None, args=None, default=None, dest="config", **kwargs):
    return config_class(**option())


def choice(*choices, default=None, **kwargs):
    return default


def subparsers(*args, **kwargs):
    return unknown()


class Serializable:
    pass
