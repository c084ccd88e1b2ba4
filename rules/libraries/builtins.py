# builtins that run iterators or callables, or whose value matters. The rest is known to the interpreter.
from seedlint import *


def enumerate(iterable, start=0):
    for item in iterable:
        yield position(iterable, unknown(start)), item


def zip(*iterables, strict=False):
    if len(iterables) == 2:
        first, second = iterables
        second = iter(second)
        for item in first:
            yield beside(item, first, second), beside(next(second), second, first)
    elif len(iterables) == 3:
        first, second, third = iterables
        second = iter(second)
        third = iter(third)
        for item in first:
            yield item, next(second), next(third)
    else:
        for iterable in iterables:
            for item in iterable:
                pass
        yield unknown(*iterables)
        while unknown():
            yield unknown(*iterables)


def map(function, *iterables):
    if len(iterables) == 1:
        for item in iterables[0]:
            yield function(item)
    else:
        for items in zip(*iterables):
            yield function(*items)


def filter(function, iterable):
    for item in iterable:
        if function is not None:
            function(item)
        yield item


def reversed(sequence):
    for item in sequence:
        yield item


def list(iterable=()):
    return [*iterable]


def tuple(iterable=()):
    return [*iterable]


def set(iterable=()):
    return as_set([*iterable])


frozenset = set


def dict(source=None, **kwargs):
    if source is None:
        return kwargs
    if isinstance(source, dict):
        return {**source, **kwargs}
    result = {**kwargs}
    for key, value in source:
        result[key] = value
    return result


def sorted(iterable, *, key=None, reverse=False):
    items = []
    for item in iterable:
        if key is not None:
            key(item)
        items.append(item)
    return items


def sum(iterable, start=0):
    total = start
    for item in iterable:
        total = unknown(total, item)
    return total


def min(*values, key=None, default=None):
    best = unknown(*values)
    if len(values) == 1:
        for item in values[0]:
            if key is not None:
                key(item)
            best = unknown(best, item)
    return best


max = min


def any(iterable):
    for item in iterable:
        pass
    return unknown()


all = any


def hash(value):
    return hashed(value)


def id(value):
    return entropy()


def input(prompt=None):
    return config("")
