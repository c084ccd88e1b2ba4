# multiprocessing: children by fork copy numpy's and torch's state; by spawn they start afresh.
from seedlint import *


class Process:
    _method = "fork"

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        self._target = target
        self._args = args
        self._kwargs = kwargs
        self.name = name
        self.daemon = daemon
        self.pid = unknown()
        self.exitcode = unknown()

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        if _context.method == "fork":
            fork("fork", self.run)
        else:
            fork("spawn", self.run)

    def join(self, timeout=None):
        pass

    terminate = kill = close = join


class _SpawnProcess(Process):
    def start(self):
        fork("spawn", self.run)


class _ForkProcess(Process):
    def start(self):
        fork("fork", self.run)


class _Result:
    def __init__(self, value):
        self._value = value

    def get(self, timeout=None):
        return self._value

    def wait(self, timeout=None):
        pass


class _Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._initializer = initializer
        self._initargs = initargs
        self._kind = "fork"

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def _one(self, func, args, kwargs):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        func(*args, **kwargs)

    def _each(self, func, iterable):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        for item in iterable:
            func(item)

    def _star(self, func, iterable):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        for items in iterable:
            func(*items)

    def map(self, func, iterable, chunksize=None):
        fork(self._kind, self._each, func, iterable)
        return [unknown()]

    imap = imap_unordered = map

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        fork(self._kind, self._each, func, iterable)
        return _Result(unknown())

    def starmap(self, func, iterable, chunksize=None):
        fork(self._kind, self._star, func, iterable)
        return [unknown()]

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        fork(self._kind, self._star, func, iterable)
        return _Result(unknown())

    def apply(self, func, args=(), kwds={}):
        fork(self._kind, self._one, func, args, kwds)
        return unknown()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        fork(self._kind, self._one, func, args, kwds)
        return _Result(unknown())

    def close(self):
        pass

    join = terminate = close


class _SpawnPool(_Pool):
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        self._initializer = initializer
        self._initargs = initargs
        self._kind = "spawn"


class _Context:
    def __init__(self, method):
        self.method = method

    def Process(self, *args, **kwargs):
        if self.method == "fork":
            return _ForkProcess(*args, **kwargs)
        return _SpawnProcess(*args, **kwargs)

    def Pool(self, *args, **kwargs):
        if self.method == "fork":
            return _Pool(*args, **kwargs)
        return _SpawnPool(*args, **kwargs)

    def get_start_method(self, allow_none=False):
        return self.method

    def cpu_count(self):
        return unknown()


_context = _Context("fork")  # what Linux starts with before Python 3.14


def Pool(processes=None, initializer=None, initargs=(), maxtasksperchild=None):
    return _context.Pool(processes, initializer, initargs, maxtasksperchild)


def get_context(method=None):
    if method is None:
        return _context
    return _Context(method)


def set_start_method(method, force=False):
    _context.method = method


def get_start_method(allow_none=False):
    return _context.method


class _Shared:
    # Queues, locks, values: no randomness.
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def get(self, *args, **kwargs):
        return unknown()


Queue = JoinableQueue = SimpleQueue = Manager = Lock = RLock = Event = Barrier = Semaphore = Condition = _Shared
BoundedSemaphore = Value = Array = RawArray = RawValue = _Shared


def Pipe(duplex=True):
    return unknown(), unknown()


def cpu_count():
    return unknown()


def current_process():
    return unknown()


def freeze_support():
    pass
