"""The tracer in Python, for machines where the compiled one (tracer/) cannot be built: a TorchDispatchMode that stays
entered as long as the process lives. Same rules, same files; slower, and it sees operations below autograd, so a
composite one is recorded as its parts.

The functions named seedtrace_* take the place of the compiled library's: the same names, arguments and meaning."""
import atexit
import ctypes
import os
import struct
import sys
import threading
import weakref

import seedlint_dispatch_records as records
from seedlint_dispatch_records import (BACKWARD, FOREIGN, GENERATOR, INPUT, LINE, NOT_HASHED, OPERATION, OUTPUT, OUTSIDE, RESEEDED, SCALAR,
                                       SEED_MATERIAL, SHARED, STEP, UNINITIALISED, VALUE, WRITTEN, Stack, call_stack, hash64)

_torch = None
_Tensor = _TensorBase = ()
_on = _light = False
_folder = _label = ""
_role = "main"
_generation = 1
_forks = _step = _errors = 0
_record_limit = 0
_deep_stream, _deep_from, _deep_to = "", 0, 0
_window_opened = _limit_reached = None
_generators = []          # torch's default one, then those that are watched
_last = {}                # of each, its state when last recorded
_local = threading.local()
_ops = {}
_plain = {}               # tensor type -> whether its bytes are its own
_quiet = None             # context: no __torch_function__ of the user's sees what is done inside
_backward = None


# --- operations ------------------------------------------------------------------------------------------

class _Op:
    """What the schema of an operation says; tracer/operations.h says why of each rule."""

    def __init__(self, func):
        self.observed = False
        schema = getattr(func, "_schema", None)
        if schema is None:
            return  # a higher-order operator: what it calls is seen
        base, overload = schema.name, schema.overload_name
        self.name = base + ("." + overload if overload else "")
        if self.name.startswith(("profiler::", "aten::set_", "aten::_version", "aten::is_pinned", "aten::_is_", "prim::")):
            return
        self.observed = True
        base = base[base.find("::") + 2:]
        self.fresh_memory = base.startswith(("empty", "new_empty")) or base in ("resize_", "resize_as_")
        self.reads_shape_only = (len(base) > 5 and base.endswith("_like")) or base.startswith("new_") or base in ("resize_", "resize_as_")
        self.consumes_foreign = base in ("lift_fresh", "detach_")
        self.keeps_memory = base.startswith("resize_")
        self.seeds_loaders = base in ("random_", "_local_scalar_dense", "item")
        self.overwrites = base in ("zero_", "fill_", "copy_", "normal_", "uniform_", "random_", "bernoulli_", "exponential_", "geometric_",
                                   "cauchy_", "log_normal_") or overload == "out" or overload.startswith("out_") or overload.endswith("_out")
        self.asynchronous = self.name.startswith(("c10d::", "_c10d_functional::"))
        self.slots = {argument.name: slot for slot, argument in enumerate(schema.arguments)}
        self.written = frozenset(slot for slot, argument in enumerate(schema.arguments) if argument.alias_info is not None and argument.alias_info.is_write)
        returns = [(slot, r.alias_info) for slot, r in enumerate(schema.returns)]
        self.fresh_returns = [slot for slot, alias in returns if alias is None]
        self.returns = len(returns)
        # _unsafe_view is a view in all but name: recording it would hash its input's bytes again.
        self.view = any(alias is not None and not alias.is_write for _, alias in returns) or base == "_unsafe_view"


# --- which storages a recorded operation has produced (tracer/known_storage.h) ----------------------------

_PRODUCED, _UNKNOWN, _FRESH = 1, 2, 3
_storages = {}  # address of a StorageImpl -> [weak reference, state, origin, thread, wrote, turns]
_sweep_at = 4096


def _storage(tensor):
    """The tensor's storage, or None. Weak references keep addresses from being used again."""
    kind = type(tensor)
    plain = _plain.get(kind)
    if plain is None:
        plain = _plain[kind] = kind.__torch_dispatch__ is _torch._C._disabled_torch_dispatch_impl
    if not plain or tensor.layout is not _torch.strided:
        return None
    try:
        return tensor.untyped_storage()
    except Exception:
        return None


def _use(address, writes):
    """(state, shared) of a storage that this thread is about to use."""
    entry = _storages.get(address)
    if entry is None:
        return _UNKNOWN, False
    thread = threading.get_ident()
    if entry[3] != thread:
        if entry[4] or writes:
            entry[5] += 1
        entry[3], entry[4] = thread, False
    entry[4] = entry[4] or writes
    return entry[1], entry[5] >= 2


def _mark(storage, state, origin=None):
    global _sweep_at
    address = storage._cdata
    entry = _storages.get(address)
    if entry is not None:
        entry[1], entry[2] = state, origin
        return
    _storages[address] = [storage._weak_ref(), state, origin, threading.get_ident(), True, 0]
    if len(_storages) >= _sweep_at:
        kind = _torch.UntypedStorage
        for address, entry in list(_storages.items()):
            if kind._expired(entry[0]):
                del _storages[address]
                kind._free_weak_ref(entry[0])
        _sweep_at = 2 * len(_storages) + 4096


def _forget(storage):
    entry = _storages.pop(storage._cdata, None)
    if entry is not None:
        _torch.UntypedStorage._free_weak_ref(entry[0])


# --- records ---------------------------------------------------------------------------------------------

def _stream(stack):
    """This thread's stream, opened when needed; None if it has none."""
    s = getattr(_local, "stream", None)
    if s is None or s.generation != _generation:
        s = _open(stack)
    return None if s.broken else s


def _open(stack):
    is_main = records.is_main_thread()
    role = _role if is_main else records.thread_role(stack)
    s = None
    for n in range(1, 10000):
        label = "%s-%s%s" % (_label, role, "" if is_main and n == 1 else "-%d" % n)
        try:
            s = records.Stream(os.path.join(_folder, label))
            break
        except FileExistsError:
            continue
        except OSError:
            break
    if s is None:
        s = records.Stream.__new__(records.Stream)
        s.broken, s.label = True, ""
    else:
        s.is_main, s.deep = is_main, s.label == _deep_stream
    s.generation = _generation
    _local.stream = s
    return s


def _emit(s, stack, kind, op, digest=(0, 0), values=0, flags=0, slot=0, meta=0, extra=0, site=0):
    if site == 0 and stack.site is not None:
        site = s.name(stack.site.site)
    if _backward() is not None:
        flags |= BACKWARD
    s.add(digest[0], digest[1], values, stack.hash, op, site, meta, _step & 0xffffffff, records.now(), 0, kind, slot & 0xff, flags, extra)
    if not (kind == GENERATOR or kind == VALUE or kind == INPUT or kind == UNINITIALISED or flags & SEED_MATERIAL):
        s.hard += 1


def _window(s):
    return s.deep and _deep_from <= s.hard < _deep_to


def _emit_tensor(s, stack, op, kind, slot, tensor, flags=0, extra=0):
    if op.seeds_loaders and stack.innermost is not None and stack.innermost.loader:
        flags |= SEED_MATERIAL
    _emit_named(s, stack, s.name(op.name), kind, slot, tensor, flags, extra)


# The compiled tracer's words for dtypes.
_WORDS = {"float32": "float", "float64": "double", "float16": "half", "int64": "long", "int32": "int", "int16": "short", "uint8": "byte", "int8": "char"}


def _emit_named(s, stack, name, kind, slot, tensor, flags=0, extra=0):
    digest, values, meta = (0, 0), 0, 0
    try:
        key = (tensor.dtype, tensor.shape)
        known = s.shapes.get(key)
        if known is None:
            word = str(tensor.dtype).replace("torch.", "")
            text = "%s[%s]" % (_WORDS.get(word, word), ", ".join(map(str, tensor.shape)))
            known = s.shapes[key] = s.name(text), hash64(text.encode())
        meta, salt = known
        if _storage(tensor) is None or tensor.is_meta:
            flags |= NOT_HASHED
        else:
            a, b, values, more = records.tensor_hash(tensor, tensor.element_size(), _window(s))
            flags |= more
            digest = a ^ salt, b ^ (1 if tensor.is_conj() else 0)
    except Exception:
        flags |= NOT_HASHED
    _emit(s, stack, kind, name, digest, values, flags, slot, meta, extra)


def _emit_generator(s, stack, name, before, after, seed, flags, site=0):
    _emit(s, stack, GENERATOR, s.name(name), (before, after), seed, flags, site=site)


def _moved():
    for generator in _generators:
        if generator.state() != _last[generator.name]:
            return True
    return False


def _check_generators(s, stack, flags, site=0):
    """Records every generator that moved since the last look."""
    if not s.is_main:
        return
    for generator in _generators:
        state, last = generator.state(), _last[generator.name]
        if state == last:
            continue
        _last[generator.name] = state
        _emit_generator(s, stack, generator.name, generator.fingerprint(last), generator.fingerprint(state), generator.seed(state),
                        flags | (RESEEDED if generator.just_seeded(state) else 0), site)


def _check_settings(s, stack):
    """The switches that decide how operations compute, recorded at the start and whenever they changed."""
    if not s.is_main:
        return
    torch = _torch
    switches = (("deterministic algorithms", torch.are_deterministic_algorithms_enabled()),
                ("warnings only", torch.is_deterministic_algorithms_warn_only_enabled()),
                ("memory fill", torch.utils.deterministic.fill_uninitialized_memory),
                ("cudnn.deterministic", torch._C._get_cudnn_deterministic()), ("cudnn.benchmark", torch._C._get_cudnn_benchmark()))
    threads = torch.get_num_threads()
    now = 1 | sum(bool(on) << i for i, (_, on) in enumerate(switches, 1)) | threads << 8
    if now == s.flags:
        return
    s.flags = now
    text = "".join("%s %s, " % (name, "on" if on else "off") for name, on in switches) + "%d threads" % threads
    _emit(s, stack, VALUE, s.name("torch's settings"), (now, 0), meta=s.name(text))


# --- one operation ---------------------------------------------------------------------------------------

def _arguments(op, args, kwargs):
    for slot, value in enumerate(args):
        yield slot, value
    for name, value in kwargs.items():
        yield op.slots.get(name, 255), value


def _plain_input(s, stack, op, slot, value):
    """Deep pass: numbers and short lists of them count as inputs too."""
    many = value if isinstance(value, (list, tuple)) else (value,)
    if all(isinstance(item, (bool, int, float)) for item in many):
        _emit(s, stack, INPUT, s.name(op.name), (hash64(repr(value).encode()), 0), flags=SCALAR, slot=slot)


def _start(op, args, kwargs, frame):
    """Everything before the operation runs. What _end needs, or None if there is nothing for it to do."""
    s, stack = getattr(_local, "stream", None), None
    if s is not None and s.broken:
        return None
    if s is None or s.generation != _generation or s.flags == 0 or not op.view or op.consumes_foreign or not s.is_main or _moved():
        stack = call_stack(frame)
        if stack.fetches:
            return None  # worker batches arrive in any order; they count where they are used
        s = _stream(stack)
        if s is None:
            return None
        if s.is_main:
            if s.flags == 0:
                _check_settings(s, stack)
            _check_generators(s, stack, OUTSIDE)
    before = None if s.is_main else _generators[0].state()
    if before is not None and _generators[0].just_seeded(before):
        # Seeded elsewhere and not yet drawn from: the main thread may run no operation before that is over.
        _emit_generator(s, stack, "torch", 0, _generators[0].fingerprint(before), before[0], OUTSIDE | RESEEDED)
    window = _window(s)
    written, foreign, inputs, shared = [], [], set(), False
    for slot, value in _arguments(op, args, kwargs):
        if isinstance(value, _Tensor):
            tensors = (value,)
        elif isinstance(value, (list, tuple)):
            tensors = [item for item in value if isinstance(item, _Tensor)]
        elif isinstance(value, _torch._C.Generator):
            _generator_argument(s, stack or call_stack(frame), value)
            continue
        else:
            tensors = ()
        if window and not op.view and not tensors and value is not None:
            _plain_input(s, stack, op, slot, value)
        writes = slot in op.written
        for tensor in tensors:
            if writes:
                written.append((slot, tensor))
            storage = _storage(tensor)
            if storage is None:
                continue
            address = storage._cdata
            inputs.add(address)
            if window and not op.view:
                _emit_tensor(s, stack, op, INPUT, slot, tensor)
            if op.reads_shape_only:
                continue
            known, turns = _use(address, writes)
            if turns and not op.view:
                shared = True
            if known == _PRODUCED:
                continue
            if op.view and not op.consumes_foreign:
                if known == _UNKNOWN:
                    foreign.append((tensor, storage))
                continue
            if writes and op.overwrites:
                continue
            if known == _UNKNOWN or op.consumes_foreign:
                _emit_tensor(s, stack, op, FOREIGN, slot, tensor)
            else:
                origin = _storages[address][2]
                _emit_tensor(s, stack, op, UNINITIALISED, slot, tensor, 0, 0 if origin is None else s.name(origin))
            _mark(storage, _PRODUCED)
    return s, stack, before, written, foreign, inputs, shared


def _generator_argument(s, stack, generator):
    """A generator given to an operation: its state before the operation is what matters."""
    if generator.device.type != "cpu" or generator._cdata == _torch.default_generator._cdata:
        return
    state = records.TorchGenerator.public_state(generator)
    fingerprint = records.TorchGenerator.fingerprint(state)
    _emit_generator(s, stack, "torch.Generator argument", fingerprint, fingerprint, state[0], 0)


def _end_view(op, result, context, frame):
    """A storage that no input has is a result, whatever the schema says."""
    s, stack, _, _, foreign, inputs, _ = context
    outputs = result if isinstance(result, (list, tuple)) else (result,)
    for slot, tensor in enumerate(outputs):
        storage = _storage(tensor) if isinstance(tensor, _Tensor) else None
        if storage is None or storage._cdata in inputs:
            continue
        stack = stack or call_stack(frame)
        if stack.fetches:
            return
        for given, kept in foreign:
            _emit_tensor(s, stack, op, FOREIGN, 0, given)
            _mark(kept, _PRODUCED)
        foreign = ()
        _emit_tensor(s, stack, op, OUTPUT, slot, tensor)
        _mark(storage, _PRODUCED)


def _end(op, result, context, frame):
    if op.view:
        return _end_view(op, result, context, frame)
    s, stack, before, written, _, _, shared = context
    if s.broken:
        return
    if s.is_main:
        _check_generators(s, stack, 0)
    else:
        state = _generators[0].state()
        if state != before:
            print_of = _generators[0].fingerprint
            _emit_generator(s, stack, "torch", print_of(before), print_of(state), state[0], 0)
    flags, recorded, origin = SHARED if shared else 0, False, stack.site.site if stack.site else None
    for slot, tensor in written:
        storage = _storage(tensor)
        if op.asynchronous:
            if storage is not None:
                _forget(storage)
            continue
        if not op.fresh_memory:
            _emit_tensor(s, stack, op, WRITTEN, slot, tensor, flags)
            recorded = True
        if storage is None:
            continue
        known = _storages.get(storage._cdata)
        known = _UNKNOWN if known is None else known[1]
        if op.fresh_memory:
            if not op.keeps_memory or known != _PRODUCED:
                _mark(storage, _FRESH, origin)
        elif known != _FRESH or tensor.numel() * tensor.element_size() >= storage.nbytes():
            _mark(storage, _PRODUCED)
    for slot in op.fresh_returns:
        output = result if op.returns == 1 else result[slot] if isinstance(result, (list, tuple)) and slot < len(result) else None
        for tensor in output if isinstance(output, (list, tuple)) else (output,):
            if not isinstance(tensor, _Tensor):
                continue
            storage = _storage(tensor)
            if op.asynchronous:
                if storage is not None:
                    _forget(storage)
            elif op.fresh_memory:
                if storage is not None:
                    _mark(storage, _FRESH, origin)
            else:
                _emit_tensor(s, stack, op, OUTPUT, slot, tensor, flags)
                recorded = True
                if storage is not None:
                    _mark(storage, _PRODUCED)
        if isinstance(output, (bool, int, float)):
            bits = struct.unpack("<Q", struct.pack("<d", output))[0] if isinstance(output, float) else int(output) & (1 << 64) - 1
            material = SEED_MATERIAL if op.seeds_loaders and stack.innermost is not None and stack.innermost.loader else 0
            _emit(s, stack, OUTPUT, s.name(op.name), (hash64(b"%d" % bits), bits), flags=SCALAR | material, slot=slot)
            recorded = True
    if not recorded and not op.asynchronous:
        _emit(s, stack, OPERATION, s.name(op.name))
    _announce(s)


def _announce(s):
    global _window_opened, _limit_reached
    if s.deep and _window_opened is not None and s.hard >= _deep_from:
        opened, _window_opened = _window_opened, None
        opened()
    if _record_limit and s.records >= _record_limit and _limit_reached is not None:
        reached, _limit_reached = _limit_reached, None
        reached()


def _observe(func, args, kwargs, frame):
    global _errors
    op = _ops.get(func)
    if op is None:
        op = _ops[func] = _Op(func)
    if not _on or not op.observed:
        return func(*args, **kwargs)
    context = None
    try:
        with _quiet():
            context = _start(op, args, kwargs, frame)
    except Exception:
        _errors += 1
    result = func(*args, **kwargs)
    if context is not None and _on:
        try:
            with _quiet():
                _end(op, result, context, frame)
        except Exception:
            _errors += 1
    return result


def _enter():
    """Enters the mode on the calling thread; it leaves it at the thread's end."""
    mode = _local.mode = _Mode()
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
            return _observe(func, args, kwargs or {}, sys._getframe(1))


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
    mode = getattr(_local, "mode", None)
    if mode is not None:
        _local.mode = None
        try:
            mode.__exit__(None, None, None)
        except Exception:
            pass


def _before_fork():
    global _forks
    _forks += 1


def _after_fork_in_child():
    global _generation, _role
    _generation += 1
    _role = "f%d-main" % _forks


# --- in place of the compiled library ---------------------------------------------------------------------

def seedtrace_start(folder, label, stdlib, ours, record_limit):
    global _torch, _Tensor, _quiet, _backward, _folder, _label, _record_limit, _on
    import torch
    from torch.utils.data import dataloader
    _torch, _Tensor, _quiet, _backward = torch, torch.Tensor, torch._C.DisableTorchFunction, torch._C._current_autograd_node
    _folder, _label, _record_limit = folder.decode(), label.decode(), record_limit
    iterator = dataloader._MultiProcessingDataLoaderIter
    records.prepare_places(stdlib.decode(), ours.decode(), [iterator._next_data.__code__, iterator._try_get_data.__code__])
    records.prepare_hash(torch)
    generator = records.TorchGenerator(torch.default_generator)
    generator.name = "torch"
    _generators.insert(0, generator)
    _last["torch"] = generator.state()
    os.register_at_fork(before=_before_fork, after_in_child=_after_fork_in_child)
    _make_mode()
    if not _light:
        _follow_threads()
        _enter()
        atexit.register(_leave)
    _on = True
    return 0


def seedtrace_deep(stream, start, stop, opened):
    global _deep_stream, _deep_from, _deep_to, _window_opened
    _deep_stream, _deep_from, _deep_to = stream.decode(), start, stop
    _window_opened = ctypes.PYFUNCTYPE(None)(getattr(opened, "value", opened))


def seedtrace_on_limit(reached):
    global _limit_reached
    _limit_reached = reached


def seedtrace_switch(on):
    global _on
    _on = bool(on)


def seedtrace_light():
    global _light
    _light = True


def seedtrace_step():
    """An optimiser step ended; gives how many there were."""
    global _step
    if _on:
        stack = call_stack(sys._getframe(1))
        s = _stream(stack)
        if s is not None:
            _check_settings(s, stack)
            _emit(s, stack, STEP, s.name("optimizer.step"))
            _step += 1
    return _step


def seedtrace_steps():
    return _step


def seedtrace_worker(worker, iterator):
    global _role, _generation
    _role = "w%d-i%d" % (worker, iterator)
    _generation += 1


def seedtrace_watch(name, key, position):
    name, key, position = name.value.decode(), key.value, position.value
    for generator in _generators:
        if generator.name == name:
            return generator.move(key, position)
    generator = records.Twister(name, key, position)
    _generators.append(generator)
    _last[name] = generator.state()


def seedtrace_line(site, stack_hash):
    if not _on or not _moved():
        return
    stack = Stack(stack_hash)
    s = _stream(stack)
    if s is not None:
        _check_generators(s, stack, LINE, s.name(site.decode("utf-8", "surrogateescape")))


def seedtrace_object(is_generator, name, site, stack_hash, before, after, first_seen, text, detail):
    if not _on:
        return
    stack = Stack(stack_hash)
    s = _stream(stack)
    if s is None:
        return
    name, site, text, detail = (part.decode("utf-8", "surrogateescape") for part in (name, site, text, detail))
    if is_generator:
        _emit_generator(s, stack, name, before, after, 0, LINE | (RESEEDED if first_seen else 0), s.name(site))
    else:
        _emit(s, stack, VALUE, s.name(name), (after, 0), flags=LINE, meta=s.name(text), extra=s.name(detail), site=s.name(site))


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
        if _on:
            stack = call_stack(sys._getframe(1))
            s = _stream(stack)
            if s is not None:
                with _quiet():
                    _check_generators(s, stack, OUTSIDE)
                    for what, tensors in (("parameter", parameters), ("gradient", [p.grad for p in parameters])):
                        for i, tensor in enumerate(tensors):
                            if tensor is not None:
                                _emit_named(s, stack, s.name("%s %d%s" % (what, i, of)), OUTPUT, 0, tensor)
        seedtrace_step()
        return _step


def seedtrace_health():
    return 2 if _errors else 0
