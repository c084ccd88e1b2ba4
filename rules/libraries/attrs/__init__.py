from dataclasses import dataclass, field


# Classes written with attrs get their constructor from their fields, as dataclasses do.
s = attrs = define = mutable = frozen = dataclass
dataclass = dataclass
ib = attrib = field


def Factory(factory, takes_self=False):
    return factory


def asdict(inst, **kwargs):
    return inst


def evolve(inst, **changes):
    return inst
