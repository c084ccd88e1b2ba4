# concurrent.futures: threads share the streams, processes are forked.
from seedlint import *


class Future:
    def __init__(self, value=None):
        self._value = value

    def result(self, timeout=None):
        return self._value

    def done(self):
        return unknown()


class ThreadPoolExecutor:
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if initializer is not None:
            initializer(*initargs)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def submit(self, fn, *args, **kwargs):
        return Future(fn(*args, **kwargs))

    def map(self, func, *iterables, timeout=None, chunksize=1):
        for item in map(func, *iterables):
            yield item

    def shutdown(self, *args, **kwargs):
        pass


class ProcessPoolExecutor(ThreadPoolExecutor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), max_tasks_per_child=None):
        self._initializer = initializer
        self._initargs = initargs

    def _one(self, fn, args, kwargs):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        fn(*args, **kwargs)

    def _each(self, fn, iterables):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        for item in map(fn, *iterables):
            pass

    def submit(self, fn, *args, **kwargs):
        fork("fork", self._one, fn, args, kwargs)
        return Future(unknown())

    def map(self, func, *iterables, timeout=None, chunksize=1):
        fork("fork", self._each, func, iterables)
        return [unknown()]


def as_completed(fs, timeout=None):
    for future in fs:
        yield future


def wait(fs, timeout=None, return_when=None):
    return fs, []
