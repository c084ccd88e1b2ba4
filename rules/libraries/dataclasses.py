# dataclasses: the interpreter gives a decorated class its __init__; field() tells the default.
from seedlint import replaced


def dataclass(cls=None, **kwargs):
    if cls is None:
        return lambda made: made
    return cls


def field(*, default=None, default_factory=None, **kwargs):
    if default_factory is not None:
        return default_factory()
    return default


def replace(obj, **changes):
    return replaced(obj, changes)
