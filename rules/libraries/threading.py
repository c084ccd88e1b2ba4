# threading: a thread shares every stream; it is taken to run where it starts.


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        self._target = target
        self._args = args
        self._kwargs = kwargs
        self.daemon = daemon

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def start(self):
        self.run()

    def join(self, timeout=None):
        pass

    def setDaemon(self, daemon):
        pass


class _Lock:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass


Lock = RLock = Event = Condition = Semaphore = BoundedSemaphore = Barrier = _Lock


class local:
    pass
