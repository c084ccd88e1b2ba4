# argparse: a parser collects options in one namespace.
from seedlint import *

SUPPRESS = None


class Namespace:
    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __contains__(self, name):
        return unknown()


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), **kwargs):
        self._namespace = Namespace()
        for parent in parents:
            self._namespace = parent._namespace

    def add_argument(self, *names, action=None, default=None, type=None, dest=None, nargs=None, const=None,
                     choices=None, required=False, help=None, metavar=None, **kwargs):
        if dest is None:
            dest = option_name(names)
        if action == "store_true" and default is None:
            default = False
        if action == "store_false" and default is None:
            default = True
        setattr(self._namespace, dest, option(dest, default))

    def add_argument_group(self, *args, **kwargs):
        return self

    add_mutually_exclusive_group = add_argument_group

    def add_subparsers(self, *, dest=None, **kwargs):
        if dest is not None:
            setattr(self._namespace, dest, option(dest))
        return self

    def add_parser(self, name, **kwargs):
        return self

    def set_defaults(self, **kwargs):
        for name in kwargs:
            setattr(self._namespace, name, kwargs[name])

    def get_default(self, dest):
        return getattr(self._namespace, dest)

    def parse_args(self, args=None, namespace=None):
        return self._namespace

    parse_intermixed_args = parse_args

    def parse_known_args(self, args=None, namespace=None):
        return self._namespace, unknown()

    def error(self, message):
        exits()

    def exit(self, status=0, message=None):
        exits()


class Action:
    def __init__(self, *args, **kwargs):
        pass


class HelpFormatter(Action):
    pass


ArgumentDefaultsHelpFormatter = RawTextHelpFormatter = RawDescriptionHelpFormatter = HelpFormatter
MetavarTypeHelpFormatter = HelpFormatter


class BooleanOptionalAction(Action):
    pass


class ArgumentTypeError(Exception):
    pass


class ArgumentError(Exception):
    pass
