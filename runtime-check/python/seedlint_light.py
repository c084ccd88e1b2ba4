"""Light tracing: after every optimiser step the parameters, their gradients and the generators, nothing between.
No operation is observed, and the hooks are the tracer's own functions, so a step costs what hashing its parameters and
gradients costs."""
import ctypes


def begin(library):
    """Call before the tracer starts."""
    library.seedtrace_light()


def follow(library, before_step, stop, stop_after):
    """Registers the hooks. `before_step(optimiser)` is called before an optimiser's first step and before steps 0, 1, 2,
    4, 8, …; `stop()` after step `stop_after` (0: never) and each later one."""
    from torch.optim import optimizer
    before = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object)(("seedtrace_light_before", library))
    after = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object, ctypes.c_ulonglong)(("seedtrace_light_after", library))
    optimizer.register_optimizer_step_pre_hook(before(before_step))
    optimizer.register_optimizer_step_post_hook(after(stop, stop_after))
