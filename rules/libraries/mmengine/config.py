from seedlint import *


class ConfigDict:
    def __init__(self, *args, **kwargs):
        pass


class DictAction:
    pass


class Config:
    @staticmethod
    def fromfile(filename, *args, **kwargs):
        return config("cfg")

    @staticmethod
    def fromstring(cfg_str, file_format):
        return config("cfg")
