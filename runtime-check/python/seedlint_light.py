"""Light tracing: after every optimiser step the parameters, their gradients and the generators, nothing between.
No operation is observed, so a step costs what hashing its parameters and gradients costs."""
import ctypes
import weakref

_step = None
_optimisers = {}  # id of an optimiser -> what is watched of it
_numbers = 0      # optimisers so far
_kept = []        # names the tracer has seen


class _Watched:
    """One optimiser's parameters, as the tracer takes them; the names live as long as the process, as it demands."""

    def __init__(self, optimizer, number, pointers):
        self.optimizer = weakref.ref(optimizer)
        self.number = number
        self.pointers = pointers
        self.count = len(pointers)
        of = "" if number == 0 else " of optimiser %d" % (number + 1)
        texts = [("%s %d%s" % (what, i, of)).encode() for what in ("parameter", "gradient") for i in range(self.count)]
        self.names = (ctypes.c_char_p * len(texts))(*texts)
        self.tensors = (ctypes.c_void_p * self.count)(*pointers)
        _kept.append((texts, self.names))


def begin(library):
    global _step
    library.seedtrace_light()
    _step = library.seedtrace_light_step
    _step.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulonglong]


def after_step(optimizer):
    """Records the step; returns how many there were."""
    global _numbers
    pointers = [p._cdata for group in optimizer.param_groups for p in group["params"]]
    watched = _optimisers.get(id(optimizer))
    if watched is None or watched.pointers != pointers or watched.optimizer() is not optimizer:
        if watched is not None and watched.optimizer() is optimizer:
            number = watched.number
        else:
            number, _numbers = _numbers, _numbers + 1
        watched = _optimisers[id(optimizer)] = _Watched(optimizer, number, pointers)
    return _step(watched.names, watched.tensors, watched.count)
