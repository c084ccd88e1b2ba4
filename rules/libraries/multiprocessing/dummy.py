# multiprocessing.dummy: the same interface by threads, which share every stream.
from multiprocessing import _Result


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=()):
        if initializer is not None:
            initializer(*initargs)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def map(self, func, iterable, chunksize=None):
        return [func(item) for item in iterable]

    imap = imap_unordered = map

    def starmap(self, func, iterable, chunksize=None):
        return [func(*items) for items in iterable]

    def apply(self, func, args=(), kwds={}):
        return func(*args, **kwds)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return _Result(func(*args, **kwds))

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return _Result(self.map(func, iterable))

    def close(self):
        pass

    join = terminate = close
