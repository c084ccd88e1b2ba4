# collections: containers keep what is put into them.


def OrderedDict(source=None, **kwargs):
    if source is None:
        return kwargs
    return dict(source, **kwargs)


def defaultdict(default_factory=None, source=None, **kwargs):
    return OrderedDict(source, **kwargs)


def deque(iterable=(), maxlen=None):
    return [*iterable]
