from seedlint import *

from absl.flags import FLAGS, FlagHolder


def DEFINE_config_file(name, default=None, help_string="", flag_values=None, lock_config=True, **kwargs):
    setattr(FLAGS, name, config(name))
    return FlagHolder(name, default)


def DEFINE_config_dict(name, config_dict, help_string="", **kwargs):
    setattr(FLAGS, name, config(name))
    return FlagHolder(name, config_dict)
