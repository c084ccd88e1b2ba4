# functools


class partial:
    def __init__(self, func, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})


partialmethod = partial


def wraps(wrapped, *args, **kwargs):
    return lambda function: function


def update_wrapper(wrapper, wrapped, *args, **kwargs):
    return wrapper


def cache(function):
    return function


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return maxsize
    return lambda function: function


def total_ordering(cls):
    return cls


def singledispatch(function):
    return function


def reduce(function, iterable, initial=None):
    result = initial
    for item in iterable:
        if result is None:
            result = item
        else:
            result = function(result, item)
    return result


cached_property = property
