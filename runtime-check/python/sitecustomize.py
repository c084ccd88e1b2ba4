"""Loads the tracer into an unmodified Python program.

Python imports a module of this name before it runs anything of the user's. This one runs the
sitecustomize that would have been found without it, takes its folder off sys.path again, and waits
for torch to be imported. `python -E`, `-I` and `-S` skip it.
"""
import importlib.machinery
import importlib.util
import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))


class _Loader:
    """Runs a callback after a module has been executed, then leaves no trace in the module."""

    def __init__(self, loader, then):
        self._loader = loader
        self._then = then

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__loader__ = self._loader
        module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        self._then(module)

    def __getattr__(self, name):
        return getattr(self._loader, name)


class _Finder:
    """Watches for the few modules the tracer needs to know of."""

    def __init__(self, callbacks):
        self.callbacks = callbacks

    def find_spec(self, name, path=None, target=None):
        if name not in self.callbacks:
            return None
        callback = self.callbacks.pop(name)
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if spec.loader is not None and hasattr(spec.loader, "exec_module"):
                    spec.loader = _Loader(spec.loader, callback)
                return spec
        self.callbacks[name] = callback
        return None


def _load(name):
    spec = importlib.util.spec_from_file_location(name, os.path.join(_HERE, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _chain():
    sys.path[:] = [p for p in sys.path if os.path.abspath(p or os.curdir) != _HERE]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", sys.path)
    if spec is None or spec.loader is None:
        return
    module = importlib.util.module_from_spec(spec)
    sys.modules["sitecustomize"] = module
    spec.loader.exec_module(module)


def _install():
    if not os.environ.get("SEEDLINT_VERIFY_DIR"):
        return
    if os.environ.get("SEEDLINT_VERIFY_LINES"):
        _load("seedlint_coverage").begin()
    if "clock" in os.environ.get("SEEDLINT_VERIFY_SWITCH", "").split(","):
        _load("seedlint_clock").begin()
    tracer = _load("seedlint_trace")
    sys.meta_path.insert(0, _Finder({"torch": tracer.torch_imported, "torch._dynamo.trace_rules": tracer.compiler_imported,
                                      "numpy.random": tracer.numpy_imported}))


try:
    _install()
except Exception as error:  # the program runs in any case; the missing trace is reported
    sys.stderr.write("seedlint: the tracer could not be prepared: %s\n" % error)
_chain()
