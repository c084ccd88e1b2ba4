"""The rules of the tracer in Python: which of an operation's tensors are recorded, as what, and when. They are those of
the compiled tracer (tracer/operations.h, tracer.cpp, known_storage.h, emit.h), which say why."""
import os
import struct
import threading

import seedlint_dispatch_reads as reads
import seedlint_dispatch_records as records
from seedlint_dispatch_reads import call_stack
from seedlint_dispatch_storages import FRESH, PRODUCED, UNKNOWN, forget, mark, storage_of, use
from seedlint_dispatch_storages import origin as origin_of
from seedlint_dispatch_storages import state as state_of
from seedlint_dispatch_records import (BACKWARD, FOREIGN, GENERATOR, INPUT, NOT_HASHED, OPERATION, OUTPUT, OUTSIDE, RESEEDED, SCALAR, SEED_MATERIAL,
                                       SHARED, UNINITIALISED, VALUE, WRITTEN, hash64)

# The process, as seedlint_dispatch sets it.
torch = None
Tensor = ()
on = light = False
folder = label = ""
role = "main"
generation = 1            # grows with every fork: older streams are the parent's
forks = step = errors = 0
record_limit = 0
deep_stream, deep_from, deep_to = "", 0, 0
window_opened = limit_reached = None
generators = []           # torch's default one, then those that are watched
last = {}                 # of each, its state when last recorded
local = threading.local()
quiet = None              # context: no __torch_function__ of the user's sees what is done inside
backward = None           # gives the autograd node that is running

_ops = {}


# --- operations ------------------------------------------------------------------------------------------

_SCRATCH_RETURNS = {"mkldnn_rnn_layer": (3,), "cudnn_batch_norm": (3,), "_batch_norm_impl_index": (3,), "_batch_norm_with_update": (3,),
                    "_ctc_loss": (1,), "_cudnn_rnn": (3, 4), "miopen_rnn": (3, 4)}


class _Op:
    """What the schema of an operation says; tracer/operations.h says why of each rule."""

    def __init__(self, func):
        self.observed = self.fresh_memory = self.reads_shape_only = self.consumes_foreign = self.keeps_memory = False
        self.seeds_loaders = self.writes_some = self.overwrites = self.asynchronous = self.view = False
        self.scratch = self.scratch_returns = ()
        schema = getattr(func, "_schema", None)
        if schema is None:  # a higher-order operator, such as flex_attention: what it calls is not seen, what it gives is
            self.observed, self.name, self.slots, self.written, self.fresh_returns, self.returns = True, func.name(), {}, frozenset(), [0], 1
            return
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
        self.writes_some = base in ("index_copy_", "index_put_", "_index_put_impl_", "index_fill_", "scatter_", "masked_fill_",
                                    "masked_scatter_", "put_")
        self.seeds_loaders = base in ("random_", "_local_scalar_dense", "item")
        self.overwrites = base in ("zero_", "fill_", "copy_", "normal_", "uniform_", "random_", "bernoulli_", "exponential_", "geometric_",
                                   "cauchy_", "log_normal_") or overload == "out" or overload.startswith("out_") or overload.endswith("_out")
        self.asynchronous = self.name.startswith(("c10d::", "_c10d_functional::"))
        self.scratch = frozenset(slot for slot, argument in enumerate(schema.arguments) if argument.name.startswith(("workspace", "reserve")))
        self.scratch_returns = _SCRATCH_RETURNS.get(base, ())
        self.slots = {argument.name: slot for slot, argument in enumerate(schema.arguments)}
        self.written = frozenset(slot for slot, argument in enumerate(schema.arguments) if argument.alias_info is not None and argument.alias_info.is_write)
        returns = [(slot, r.alias_info) for slot, r in enumerate(schema.returns)]
        self.fresh_returns = [slot for slot, alias in returns if alias is None]
        self.returns = len(returns)
        # _unsafe_view is a view in all but name: recording it would hash its input's bytes again.
        self.view = any(alias is not None and not alias.is_write for _, alias in returns) or base == "_unsafe_view"


# --- records ---------------------------------------------------------------------------------------------

def stream(stack):
    """This thread's stream, opened when needed; None if it has none."""
    s = getattr(local, "stream", None)
    if s is None or s.generation != generation:
        s = _open(stack)
    return None if s.broken else s


def _open(stack):
    is_main = records.is_main_thread()
    own_role = role if is_main else reads.thread_role(stack)
    s = None
    for n in range(1, 10000):
        name = "%s-%s%s" % (label, own_role, "" if is_main and n == 1 else "-%d" % n)
        try:
            s = records.Stream(os.path.join(folder, name))
            break
        except FileExistsError:
            continue
        except OSError:
            break
    if s is None:
        s = records.Stream.__new__(records.Stream)
        s.broken, s.label = True, ""
    else:
        s.is_main, s.deep = is_main, s.label == deep_stream
    s.generation = generation
    local.stream = s
    return s


def emit(s, stack, kind, op, digest=(0, 0), values=0, flags=0, slot=0, meta=0, extra=0, site=0):
    if site == 0 and stack.site is not None:
        site = s.name(stack.site.site)
    if backward() is not None:
        flags |= BACKWARD
    s.add(digest[0], digest[1], values, stack.hash, op, site, meta, step & 0xffffffff, records.now(), 0, kind, slot & 0xff, flags, extra)
    if not (kind == GENERATOR or kind == VALUE or kind == INPUT or kind == UNINITIALISED or flags & SEED_MATERIAL):
        s.hard += 1


def _window(s):
    return s.deep and deep_from <= s.hard < deep_to


def emit_tensor(s, stack, op, kind, slot, tensor, flags=0, extra=0):
    if op.seeds_loaders and stack.innermost is not None and stack.innermost.loader:
        flags |= SEED_MATERIAL
    emit_named(s, stack, s.name(op.name), kind, slot, tensor, flags, extra)


# The compiled tracer's words for dtypes.
_WORDS = {"float32": "float", "float64": "double", "float16": "half", "int64": "long", "int32": "int", "int16": "short", "uint8": "byte", "int8": "char"}


def emit_named(s, stack, name, kind, slot, tensor, flags=0, extra=0):
    digest, values, meta = (0, 0), 0, 0
    try:
        key = (tensor.dtype, tensor.shape)
        known = s.shapes.get(key)
        if known is None:
            word = str(tensor.dtype).replace("torch.", "")
            text = "%s[%s]" % (_WORDS.get(word, word), ", ".join(map(str, tensor.shape)))
            known = s.shapes[key] = s.name(text), hash64(text.encode())
        meta, salt = known
        if storage_of(tensor) is None or tensor.is_meta:
            flags |= NOT_HASHED
        else:
            a, b, values, more = reads.tensor_hash(tensor, tensor.element_size(), _window(s))
            flags |= more
            digest = a ^ salt, b ^ (1 if tensor.is_conj() else 0)
    except Exception as error:
        flags |= NOT_HASHED
        if not tensor.is_cpu:
            _not_hashed("%s: %s" % (type(error).__name__, error))
    emit(s, stack, kind, name, digest, values, flags, slot, meta, extra)


_told = False


def _not_hashed(why):
    """Tells the launcher, once, that tensors of another device could not be hashed, so nothing is called equal."""
    global _told
    if not _told:
        _told = True
        with open(os.path.join(folder, label + ".cuda.txt"), "w") as f:
            f.write(why.split("\n")[0] + "\n")


def emit_generator(s, stack, name, before, after, seed, flags, site=0):
    emit(s, stack, GENERATOR, s.name(name), (before, after), seed, flags, site=site)


def moved():
    for generator in generators:
        if generator.state() != last[generator.name]:
            return True
    return False


def check_generators(s, stack, flags, site=0):
    """Records every generator that moved since the last look."""
    if not s.is_main:
        return
    for generator in generators:
        state, before = generator.state(), last[generator.name]
        if state == before:
            continue
        last[generator.name] = state
        emit_generator(s, stack, generator.name, generator.fingerprint(before), generator.fingerprint(state), generator.seed(state),
                       flags | (RESEEDED if generator.just_seeded(state) else 0), site)


def check_settings(s, stack):
    """The switches that decide how operations compute, recorded at the start and whenever they changed."""
    if not s.is_main:
        return
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
    emit(s, stack, VALUE, s.name("torch's settings"), (now, 0), meta=s.name(text))


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
        emit(s, stack, INPUT, s.name(op.name), (hash64(repr(value).encode()), 0), flags=SCALAR, slot=slot)


def _start(op, args, kwargs, frame):
    """Everything before the operation runs. What _end needs, or None if there is nothing for it to do."""
    s, stack = getattr(local, "stream", None), None
    if s is not None and s.broken:
        return None
    if s is None or s.generation != generation or s.flags == 0 or not op.view or op.consumes_foreign or not s.is_main or moved():
        stack = call_stack(frame)
        if stack.fetches:
            return None  # worker batches arrive in any order; they count where they are used
        s = stream(stack)
        if s is None:
            return None
        if s.is_main:
            if s.flags == 0:
                check_settings(s, stack)
            check_generators(s, stack, OUTSIDE)
    before = None if s.is_main else generators[0].state()
    if before is not None and generators[0].just_seeded(before):
        # Seeded elsewhere and not yet drawn from: the main thread may run no operation before that is over.
        emit_generator(s, stack, "torch", 0, generators[0].fingerprint(before), before[0], OUTSIDE | RESEEDED)
    window = _window(s)
    written, foreign, inputs, shared = [], [], set(), False
    for slot, value in _arguments(op, args, kwargs):
        if isinstance(value, Tensor):
            tensors = (value,)
        elif isinstance(value, (list, tuple)):
            tensors = [item for item in value if isinstance(item, Tensor)]
        elif isinstance(value, torch._C.Generator):
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
            storage = storage_of(tensor)
            if storage is None:
                continue
            address = storage._cdata
            inputs.add(address)
            if slot in op.scratch:
                continue
            if window and not op.view:
                emit_tensor(s, stack, op, INPUT, slot, tensor)
            if op.reads_shape_only:
                continue
            known, turns = use(address, writes)
            if turns and not op.view:
                shared = True
            if known == PRODUCED:
                continue
            if op.view and not op.consumes_foreign:
                if known == UNKNOWN:
                    foreign.append((tensor, storage))
                continue
            if writes and (op.overwrites or op.writes_some and known == FRESH):
                continue
            if known == UNKNOWN or op.consumes_foreign:
                saved = backward() is not None and not op.consumes_foreign
                if not saved or not window or op.view:
                    emit_tensor(s, stack, op, INPUT if saved else FOREIGN, slot, tensor)
            else:
                origin = origin_of(address)
                emit_tensor(s, stack, op, UNINITIALISED, slot, tensor, 0, 0 if origin is None else s.name(origin))
            mark(storage, PRODUCED)
    return s, stack, before, written, foreign, inputs, shared


def _generator_argument(s, stack, generator):
    """A generator given to an operation: its state before the operation is what matters."""
    if generator.device.type != "cpu" or generator._cdata == torch.default_generator._cdata:
        return
    state = reads.TorchGenerator.public_state(generator)
    fingerprint = reads.TorchGenerator.fingerprint(state)
    emit_generator(s, stack, "torch.Generator argument", fingerprint, fingerprint, state[0], 0)


def _end_view(op, result, context, frame):
    """A storage that no input has is a result, whatever the schema says."""
    s, stack, _, _, foreign, inputs, _ = context
    outputs = result if isinstance(result, (list, tuple)) else (result,)
    for slot, tensor in enumerate(outputs):
        storage = storage_of(tensor) if isinstance(tensor, Tensor) else None
        if storage is None or storage._cdata in inputs:
            continue
        stack = stack or call_stack(frame)
        if stack.fetches:
            return
        for given, kept in foreign:
            emit_tensor(s, stack, op, FOREIGN, 0, given)
            mark(kept, PRODUCED)
        foreign = ()
        emit_tensor(s, stack, op, OUTPUT, slot, tensor)
        mark(storage, PRODUCED)


def _end(op, result, context, frame):
    if op.view:
        return _end_view(op, result, context, frame)
    s, stack, before, written, _, _, shared = context
    if s.broken:
        return
    if s.is_main:
        check_generators(s, stack, 0)
    else:
        state = generators[0].state()
        if state != before:
            print_of = generators[0].fingerprint
            emit_generator(s, stack, "torch", print_of(before), print_of(state), state[0], 0)
    flags, recorded, origin = SHARED if shared else 0, False, stack.site.site if stack.site else None
    for slot, tensor in written:
        storage = storage_of(tensor)
        if op.asynchronous:
            if storage is not None:
                forget(storage)
            continue
        if op.writes_some and storage is not None and state_of(storage) == FRESH:
            emit_tensor(s, stack, op, UNINITIALISED, slot, tensor)
            recorded = True
            continue
        if not op.fresh_memory:
            emit_tensor(s, stack, op, WRITTEN, slot, tensor, flags)
            recorded = True
        if storage is None:
            continue
        known = state_of(storage)
        if op.fresh_memory:
            if not op.keeps_memory or known != PRODUCED:
                mark(storage, FRESH, origin)
        elif known != FRESH or tensor.numel() * tensor.element_size() >= storage.nbytes():
            mark(storage, PRODUCED)
    for slot in op.fresh_returns:
        output = result if op.returns == 1 else result[slot] if isinstance(result, (list, tuple)) and slot < len(result) else None
        for tensor in output if isinstance(output, (list, tuple)) else (output,):
            if not isinstance(tensor, Tensor):
                continue
            storage = storage_of(tensor)
            if op.asynchronous:
                if storage is not None:
                    forget(storage)
            elif op.fresh_memory:
                if storage is not None:
                    mark(storage, FRESH, origin)
            else:
                if slot not in op.scratch_returns:
                    emit_tensor(s, stack, op, OUTPUT, slot, tensor, flags)
                    recorded = True
                if storage is not None:
                    mark(storage, PRODUCED)
        if isinstance(output, (bool, int, float)):
            bits = struct.unpack("<Q", struct.pack("<d", output))[0] if isinstance(output, float) else int(output) & (1 << 64) - 1
            material = SEED_MATERIAL if op.seeds_loaders and stack.innermost is not None and stack.innermost.loader else 0
            emit(s, stack, OUTPUT, s.name(op.name), (hash64(b"%d" % bits), bits), flags=SCALAR | material, slot=slot)
            recorded = True
    if not recorded and not op.asynchronous:
        emit(s, stack, OPERATION, s.name(op.name))
    _announce(s)


def _announce(s):
    global window_opened, limit_reached
    if s.deep and window_opened is not None and s.hard >= deep_from:
        opened, window_opened = window_opened, None
        opened()
    if record_limit and s.records >= record_limit and limit_reached is not None:
        reached, limit_reached = limit_reached, None
        reached()


def observe(func, args, kwargs, frame):
    global errors
    op = _ops.get(func)
    if op is None:
        op = _ops[func] = _Op(func)
    if not on or not op.observed:
        return func(*args, **kwargs)
    context = None
    try:
        with quiet():
            context = _start(op, args, kwargs, frame)
    except Exception:
        errors += 1
    result = func(*args, **kwargs)
    if context is not None and on:
        try:
            with quiet():
                _end(op, result, context, frame)
        except Exception:
            errors += 1
    return result


