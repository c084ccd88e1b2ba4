from seedlint import *


# The values that the user gives: one attribute per defined flag.
class FlagValues:
    def __call__(self, argv, known_only=False):
        return argv

    def mark_as_parsed(self):
        pass


FLAGS = FlagValues()


class FlagHolder:
    def __init__(self, name, default):
        self.name = name
        self.value = option(name, default)
        self.default = default


def _define(name, default):
    setattr(FLAGS, name, option(name, default))
    return FlagHolder(name, default)


def DEFINE_integer(name, default, help=None, lower_bound=None, upper_bound=None, flag_values=None, **args):
    return _define(name, default)


def DEFINE_float(name, default, help=None, lower_bound=None, upper_bound=None, flag_values=None, **args):
    return _define(name, default)


def DEFINE_string(name, default, help=None, flag_values=None, **args):
    return _define(name, default)


def DEFINE_bool(name, default, help=None, flag_values=None, **args):
    return _define(name, default)


DEFINE_boolean = DEFINE_bool


def DEFINE_enum(name, default, enum_values=None, help=None, flag_values=None, **args):
    return _define(name, default)


def DEFINE_enum_class(name, default, enum_class=None, help=None, flag_values=None, **args):
    return _define(name, default)


def DEFINE_list(name, default, help=None, flag_values=None, **args):
    return _define(name, default)


DEFINE_multi_string = DEFINE_list
DEFINE_multi_integer = DEFINE_list
DEFINE_multi_float = DEFINE_list
DEFINE_spaceseplist = DEFINE_list


def mark_flag_as_required(flag_name, flag_values=None):
    pass


def mark_flags_as_required(flag_names, flag_values=None):
    pass
