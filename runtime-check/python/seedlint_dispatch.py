"""The tracer in Python, for machines where the compiled one (tracer/) cannot be built: a TorchDispatchMode that stays
entered as long as the process lives. Same rules, same files; slower, and it sees operations below autograd, so a
composite one is recorded as its parts.

The functions named seedtrace_* take the place of the compiled library's: the same names, arguments and meaning."""
import atexit
import ctypes
import os
import sys
import threading
import weakref

import seedlint_dispatch_reads as reads
import seedlint_dispatch_rules as rules
import seedlint_dispatch_storages as storages
from seedlint_dispatch_reads import Stack, call_stack
from seedlint_dispatch_records import LINE, OUTPUT, OUTSIDE, RESEEDED, STEP, VALUE


def _enter():
    """Enters the mode on the calling thread; it leaves it at the thread's end."""
    mode = rules.local.mode = _Mode()
    mode.__enter__()


def _make_mode():
    global _Mode
    from torch.utils._python_dispatch import TorchDispatchMode

    class _Mode(TorchDispatchMode):
        supports_higher_order_operators = True

        @classmethod
        def _should_skip_dynamo(cls):
            return False  # the wrapper that this asks for would import the compiler

        def __torch_dispatch__(self, func, types, args=(), kwargs=None):
            return rules.observe(func, args, kwargs or {}, sys._getframe(1))

    # The compiler leaves out frames while a mode is entered, but must not look into ours either.
    compiler = getattr(getattr(rules.torch._C, "_dynamo", None), "eval_frame", None)
    if hasattr(compiler, "set_code_exec_strategy"):
        skip = compiler._FrameAction.SKIP
        compiler.set_code_exec_strategy(_Mode.__torch_dispatch__.__code__, compiler._FrameExecStrategy(skip, skip))
    _allow_higher_order(rules.torch)


def _allow_higher_order(torch):
    """Before supports_higher_order_operators was read, an operator such as flex_attention refused modes it did not know."""
    operator = torch._ops.HigherOrderOperator
    from torch.utils._python_dispatch import TorchDispatchMode
    if hasattr(TorchDispatchMode, "supports_higher_order_operators"):
        return
    plain, python = operator.dispatch, torch._C.DispatchKey.Python

    def dispatch(self, dispatch_key, *args, **kwargs):
        if dispatch_key == python:
            self.python_key_table.setdefault(_Mode, lambda mode, *a, **k: self(*a, **k))
        return plain(self, dispatch_key, *args, **kwargs)

    operator.dispatch = dispatch


def _follow_threads():
    """Every thread that Python starts enters the mode too; those of C++ inherit it only for a backward pass."""
    plain = threading.Thread._bootstrap_inner

    def _bootstrap_inner(self):
        _enter()
        try:
            plain(self)
        finally:
            _leave()

    threading.Thread._bootstrap_inner = _bootstrap_inner


def _leave():
    mode = getattr(rules.local, "mode", None)
    if mode is not None:
        rules.local.mode = None
        try:
            mode.__exit__(None, None, None)
        except Exception:
            pass


def _before_fork():
    rules.forks += 1


def _after_fork_in_child():
    rules.generation += 1
    rules.role = "f%d-main" % rules.forks


# --- in place of the compiled library ---------------------------------------------------------------------

def seedtrace_start(folder, label, stdlib, ours, record_limit):
    import torch
    from torch.utils.data import dataloader
    rules.torch, rules.Tensor, rules.quiet, rules.backward = torch, torch.Tensor, torch._C.DisableTorchFunction, torch._C._current_autograd_node
    rules.folder, rules.label, rules.record_limit = folder.decode(), label.decode(), record_limit
    iterator = dataloader._MultiProcessingDataLoaderIter
    reads.prepare_places(stdlib.decode(), ours.decode(), [iterator._next_data.__code__, iterator._try_get_data.__code__])
    reads.prepare_hash(torch)
    storages.prepare(torch)
    generator = reads.TorchGenerator(torch.default_generator)
    generator.name = "torch"
    rules.generators.insert(0, generator)
    rules.last["torch"] = generator.state()
    os.register_at_fork(before=_before_fork, after_in_child=_after_fork_in_child)
    _make_mode()
    if not rules.light:
        _follow_threads()
        _enter()
        atexit.register(_leave)
    rules.on = True
    return 0


def seedtrace_deep(stream, start, stop, opened):
    rules.deep_stream, rules.deep_from, rules.deep_to = stream.decode(), start, stop
    rules.window_opened = ctypes.PYFUNCTYPE(None)(getattr(opened, "value", opened))


def seedtrace_on_limit(reached):
    rules.limit_reached = reached


def seedtrace_switch(on):
    rules.on = bool(on)


def seedtrace_light():
    rules.light = True


def seedtrace_step():
    """An optimiser step ended; gives how many there were."""
    if rules.on:
        stack = call_stack(sys._getframe(1))
        s = rules.stream(stack)
        if s is not None:
            rules.check_settings(s, stack)
            rules.emit(s, stack, STEP, s.name("optimizer.step"))
            rules.step += 1
    return rules.step


def seedtrace_steps():
    return rules.step


def seedtrace_worker(worker, iterator):
    rules.role = "w%d-i%d" % (worker, iterator)
    rules.generation += 1


def seedtrace_watch(name, key, position):
    name, key, position = name.value.decode(), key.value, position.value
    for generator in rules.generators:
        if generator.name == name:
            return generator.move(key, position)
    generator = reads.Twister(name, key, position)
    rules.generators.append(generator)
    rules.last[name] = generator.state()


def seedtrace_line(site, stack_hash):
    if not rules.on or not rules.moved():
        return
    stack = Stack(stack_hash)
    s = rules.stream(stack)
    if s is not None:
        rules.check_generators(s, stack, LINE, s.name(site.decode("utf-8", "surrogateescape")))


def seedtrace_object(is_generator, name, site, stack_hash, before, after, first_seen, text, detail):
    if not rules.on:
        return
    stack = Stack(stack_hash)
    s = rules.stream(stack)
    if s is None:
        return
    name, site, text, detail = (part.decode("utf-8", "surrogateescape") for part in (name, site, text, detail))
    if is_generator:
        rules.emit_generator(s, stack, name, before, after, 0, LINE | (RESEEDED if first_seen else 0), s.name(site))
    else:
        rules.emit(s, stack, VALUE, s.name(name), (after, 0), flags=LINE, meta=s.name(text), extra=s.name(detail), site=s.name(site))


class Light:
    """What seedlint_light is to the compiled tracer: parameters, gradients and generators once a step, no operation."""

    def __init__(self):
        self.numbers = weakref.WeakKeyDictionary()

    def begin(self, library):
        seedtrace_light()

    def after_step(self, optimizer):
        """Records the step; gives how many there were."""
        number = self.numbers.setdefault(optimizer, len(self.numbers))
        of = "" if number == 0 else " of optimiser %d" % (number + 1)
        parameters = [p for group in optimizer.param_groups for p in group["params"]]
        if rules.on:
            stack = call_stack(sys._getframe(1))
            s = rules.stream(stack)
            if s is not None:
                with rules.quiet():
                    rules.check_generators(s, stack, OUTSIDE)
                    for what, tensors in (("parameter", parameters), ("gradient", [p.grad for p in parameters])):
                        for i, tensor in enumerate(tensors):
                            if tensor is not None:
                                rules.emit_named(s, stack, s.name("%s %d%s" % (what, i, of)), OUTPUT, 0, tensor)
        seedtrace_step()
        return rules.step


def seedtrace_health():
    return 2 if rules.errors else 0
