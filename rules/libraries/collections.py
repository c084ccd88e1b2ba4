# collections: containers keep what is put into them.


def OrderedDict(source=None, **kwargs):
    if source is None:
        return kwargs
    if isinstance(source, dict):
        return {**source, **kwargs}
    result = {**kwargs}
    for key, value in source:
        result[key] = value
    return result


def defaultdict(default_factory=None, source=None, **kwargs):
    return OrderedDict(source, **kwargs)


def deque(iterable=(), maxlen=None):
    return [*iterable]
