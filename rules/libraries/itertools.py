# itertools: iterating runs the iterators underneath.
from seedlint import *


class chain:
    keeps_order = True

    def __init__(self, *iterables):
        self.iterables = iterables

    def __iter__(self):
        for iterable in self.iterables:
            for item in iterable:
                yield item

    @classmethod
    def from_iterable(cls, iterables):
        for iterable in iterables:
            for item in iterable:
                yield item


def count(start=0, step=1):
    while True:
        yield unknown(start, step)


def cycle(iterable):
    # The first round is kept and repeated: the iterable is not asked again.
    item = unknown()
    for item in iterable:
        yield item
    while True:
        yield unknown(item)


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    else:
        yield object
        while unknown():
            yield object


def islice(iterable, *bounds):
    mark("shard")  # islice(it, rank, None, world_size) is the usual way to share an iterable out
    for item in iterable:
        yield item


def product(*iterables, repeat=1):
    if len(iterables) == 2:
        first, second = iterables
        second = [item for item in second]
        for a in first:
            for b in second:
                yield a, b
    else:
        for iterable in iterables:
            for item in iterable:
                pass
        yield unknown(*iterables)


def permutations(iterable, r=None):
    for item in iterable:
        yield unknown(item)


combinations = combinations_with_replacement = permutations


def zip_longest(*iterables, fillvalue=None):
    for items in zip(*iterables):
        yield items


def starmap(function, iterable):
    for items in iterable:
        yield function(*items)


def tee(iterable, n=2):
    return iterable, iterable


def takewhile(predicate, iterable):
    for item in iterable:
        predicate(item)
        yield item


dropwhile = filterfalse = takewhile


def accumulate(iterable, func=None, *, initial=None):
    for item in iterable:
        yield unknown(item)


def compress(data, selectors):
    for item in data:
        yield item


def groupby(iterable, key=None):
    for item in iterable:
        yield unknown(item), [item]


def pairwise(iterable):
    for item in iterable:
        yield item, item


def batched(iterable, n):
    for item in iterable:
        yield [item]
