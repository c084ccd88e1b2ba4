# contextlib


class _GeneratorContext:
    def __init__(self, generator):
        self._generator = generator

    def __enter__(self):
        return next(self._generator)

    def __exit__(self, *exception):
        next(self._generator, None)

    def __call__(self, function):
        def wrapped(*args, **kwargs):
            with self:
                return function(*args, **kwargs)
        return wrapped


def contextmanager(function):
    def made(*args, **kwargs):
        return _GeneratorContext(function(*args, **kwargs))
    return made


asynccontextmanager = contextmanager


class nullcontext:
    def __init__(self, enter_result=None, *args, **kwargs):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *exception):
        pass


suppress = redirect_stdout = redirect_stderr = closing = nullcontext


class ContextDecorator:
    def __call__(self, function):
        def wrapped(*args, **kwargs):
            with self:
                return function(*args, **kwargs)
        return wrapped


class ExitStack:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def enter_context(self, context):
        return context.__enter__()

    def push(self, exit):
        return exit

    def callback(self, function, *args, **kwargs):
        return function

    def close(self):
        pass
