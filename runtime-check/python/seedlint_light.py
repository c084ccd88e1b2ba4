"""Light tracing: after every optimiser step the parameters, their gradients and the generators, nothing between.
No operation is observed, so a step costs what hashing its parameters and gradients costs."""
import ctypes
import weakref

_library = None
_optimisers = weakref.WeakKeyDictionary()


class _Names:
    """The names of one optimiser's tensors, as C strings that live as long as it does."""

    def __init__(self, number, count):
        of = "" if number == 0 else " of optimiser %d" % (number + 1)
        self.count = count
        self.texts = [("%s %d%s" % (what, i, of)).encode() for what in ("parameter", "gradient") for i in range(count)]
        self.pointers = (ctypes.c_char_p * (2 * count))(*self.texts)
        self.tensors = (ctypes.c_void_p * (2 * count))()


def begin(library):
    global _library
    _library = library
    library.seedtrace_tensors.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulonglong]
    library.seedtrace_light()


def after_step(optimizer):
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    count = len(parameters)
    names = _optimisers.get(optimizer)
    if names is None or names.count != count:
        names = _optimisers[optimizer] = _Names(len(_optimisers) if names is None else 0, count)
    gradients = [p.grad for p in parameters]  # held until they are read
    names.tensors[:] = [p._cdata for p in parameters] + [None if g is None else g._cdata for g in gradients]
    _library.seedtrace_tensors(names.pointers, names.tensors, 2 * count)
