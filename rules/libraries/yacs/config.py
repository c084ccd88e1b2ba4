from seedlint import *


# Defaults in code; files and the command line may change any of them.
class CfgNode:
    def __init__(self, init_dict=None, key_list=None, new_allowed=False):
        pass

    def merge_from_file(self, cfg_filename):
        setattr(self, unknown(), config("cfg"))

    def merge_from_list(self, cfg_list):
        setattr(self, unknown(), config("cfg"))

    def merge_from_other_cfg(self, cfg_other):
        setattr(self, unknown(), config("cfg"))

    def freeze(self):
        pass

    def defrost(self):
        pass

    def is_frozen(self):
        return unknown()

    def clone(self):
        return self

    def dump(self, **kwargs):
        return unknown()

    def set_new_allowed(self, is_new_allowed):
        pass
