from seedlint import *


# Parses the flags, then calls main with what is left.
def run(main, argv=None, flags_parser=None):
    main(unknown())


def call_after_init(callback_fn):
    callback_fn()


def parse_flags_with_usage(args):
    return args


class UsageError(Exception):
    pass
