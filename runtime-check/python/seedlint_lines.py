"""The deep pass: follows the user's own lines and records, after each, the generators that moved and the
simple variables that changed, with what their statements read. Two such recordings name the line where the
runs part outside torch. Slow, so it runs only over the stretch before a difference that is already known."""
import _thread
import collections
import ctypes
import datetime
import decimal
import enum
import fractions
import functools
import gc
import hashlib
import os
import random
import re
import struct
import sys
import tempfile
import time
import uuid

import seedlint_statements as statements

_library = None
_skip = ()
_user = {}
_seen_values = {}   # frame id -> {name: digest}
_generators = {}    # id of a generator object -> [object, digest, name, threads that have it in a variable]
_threads = set()    # that ran the user's code
_pending = {}       # frame id -> line running now
_callers = {}       # frame id -> the line that called it, until its arguments are recorded
_told = set()       # (file, line) of statements already recorded
_objects = {}       # id of an object with methods -> it, what is known of its fields
_searched = {}      # id of an object -> it, its generators were looked for
_next_sweep = 0.0
_on = False
_LONGEST = 1000
_MOST = 2000
_MOST_GENERATORS = 48


def prepare(library, ours, stdlib):
    global _library, _skip
    _library = library
    _skip = (ours, stdlib, "<frozen", "<__array")
    _follow_temporary_folders()
    library.seedtrace_line.argtypes = [ctypes.c_char_p, ctypes.c_ulonglong]
    library.seedtrace_object.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong,
                                         ctypes.c_ulonglong, ctypes.c_ulonglong, ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p]


def begin():
    """Follows every user frame that is running, and every one to come, on this thread."""
    global _on
    if _on:
        return
    _on = True
    frame = sys._getframe()
    while frame is not None:
        if _is_user(frame.f_code):
            frame.f_trace = _local
            _pending[id(frame)] = frame.f_lineno
            seen = _seen_values.setdefault(id(frame), {})
            for name, value in list(frame.f_locals.items()):
                if not name.startswith("__"):
                    _value(frame, frame.f_lineno, name, value, seen, " (set before this line)")
        frame = frame.f_back
    sys.settrace(_global)
    import threading
    threading.settrace(_global)


def _is_user(code):
    known = _user.get(code)
    if known is None:
        file = code.co_filename
        known = not (file.startswith(_skip) or "/site-packages/" in file or "/dist-packages/" in file)
        if known and file.startswith("<"):  # made up by dataclasses and the like, unless it is `python -c`
            known = file == "<string>" and not hasattr(sys.modules.get("__main__"), "__file__")
        _user[code] = known
    return known


def _global(frame, event, arg):
    if not _is_user(frame.f_code):
        return None
    caller = frame.f_back
    while caller is not None and not _is_user(caller.f_code):
        caller = caller.f_back
    if caller is not None:
        _look(caller, caller.f_lineno)
        _callers[id(frame)] = _site(caller, caller.f_lineno)
        _tell(caller, caller.f_lineno)
    _pending[id(frame)] = frame.f_lineno
    return _local


def _local(frame, event, arg):
    line = _pending.get(id(frame), frame.f_lineno)
    _look(frame, line)
    _callers.pop(id(frame), None)
    if event == "line":
        _pending[id(frame)] = frame.f_lineno
        _tell(frame, frame.f_lineno)
    elif event == "return":
        if frame.f_code.co_name not in ("<listcomp>", "<genexpr>", "<lambda>", "<module>"):
            _value(frame, line, "return value of " + frame.f_code.co_name, arg, {})
        _pending.pop(id(frame), None)
        _seen_values.pop(id(frame), None)
    return _local


def _tell(frame, line):
    """Records what the statement at this line reads, before it runs for the first time."""
    key = (frame.f_code, line)
    if key in _told:
        return
    _told.add(key)
    statement = statements.of(frame.f_code.co_filename, line, frame.f_globals)
    if statement is None:
        return
    unknown = statements.opaque(statement, frame.f_locals, frame.f_globals, _is_user, _is_followed)
    flags = ("o" if unknown else "") + ("b" if statement.branch else "") + ("c" if statements.reads_clock(statement, frame.f_locals, frame.f_globals) else "")
    detail = "%d,%d,%s|%s" % (statement.first, statement.last, flags, " ".join(statement.reads))
    site = _site(frame, line)
    _library.seedtrace_object(0, b"(statement)", site, _hash(site), 0, 0, 0, b"", detail.encode("utf-8", "backslashreplace"))


def _is_followed(value):
    """Whether the value is one whose changes are recorded, by this module or by the tracer."""
    if _generator_state(value) is not None or _text(value, 0) is not None:
        return True
    torch = sys.modules.get("torch")
    return torch is not None and issubclass(type(value), (torch.Tensor, torch.nn.Module, torch.optim.Optimizer, torch.dtype, torch.device))


def _site(frame, line):
    code = frame.f_code
    return ("%s\t%d\t%s" % (code.co_filename, line, getattr(code, "co_qualname", code.co_name))).encode()


def _hash(text):
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def _look(frame, line):
    site = _site(frame, line)
    _library.seedtrace_line(site, _hash(site))
    _moved(frame, line)
    seen = _seen_values.setdefault(id(frame), {})
    variables = frame.f_locals
    for name in list(variables):
        if name.startswith("__"):
            continue
        value = variables.get(name)
        _value(frame, line, name, value, seen)
        if name == "self":
            try:
                fields = list(vars(value).items())
            except TypeError:
                continue
            known = _fields_of(value)
            for field, inner in fields:
                _value(frame, line, "self." + field, inner, known)


def _fields_of(value):
    """What is known of an object's fields; it stays with the object from one method to the next."""
    entry = _objects.get(id(value))
    if entry is None:
        if len(_objects) >= _MOST:
            return {}
        entry = _objects[id(value)] = (value, {})
    return entry[1]


def _others_draw(entry, thread):
    """Whether another thread may be the one that draws from a generator: only others have it in a variable, or nobody
    is known to and several run the user's code."""
    return thread not in entry[3] if entry[3] else len(_threads) > 1


def _moved(frame, line):
    """Generator objects that are known already and were drawn from in this line, wherever they are kept."""
    thread = _thread.get_ident()
    _threads.add(thread)
    for entry in list(_generators.values()):
        if _others_draw(entry, thread):
            continue
        state = _generator_state(entry[0])
        if state is None:
            continue
        digest = _hash(state)
        if digest != entry[1]:
            before, entry[1] = entry[1], digest
            site = _site(frame, line)
            _library.seedtrace_object(1, entry[2], site, _hash(site), before, digest, _just_seeded(entry[0], state), b"", b"")
    global _next_sweep
    start = time.perf_counter()
    if start >= _next_sweep and len(_generators) < _MOST_GENERATORS:
        for value in gc.get_objects():
            kind = type(value)
            if (kind.__name__ in ("Generator", "RandomState") or issubclass(kind, random.Random)) and id(value) not in _generators \
                    and value is not random._inst and not _is_global_numpy(value):
                state = _generator_state(value)
                if state is not None and len(_generators) < _MOST_GENERATORS:
                    _generators[id(value)] = [value, _hash(state), _kind(value).encode(), set()]
        _next_sweep = time.perf_counter() + 40 * (time.perf_counter() - start)


def _is_global_numpy(value):
    module = sys.modules.get("numpy.random")
    return module is not None and value is module.mtrand._rand


def _value(frame, line, name, value, seen, note=""):
    state = _generator_state(value)
    if state is not None:
        if value is random._inst or _is_global_numpy(value):
            return
        digest, thread = _hash(state), _thread.get_ident()
        label = ("%s '%s'" % (_kind(value), name)).encode()
        old = _generators.get(id(value))
        entry = _generators.setdefault(id(value), [value, digest, label, set()])
        others = old is not None and _others_draw(old, thread)
        entry[3].add(thread)
        if b"'" not in entry[2]:
            entry[2] = label
        if old is None or (old[1] != digest and not others):
            site = _site(frame, line)
            _library.seedtrace_object(1, label, site, _hash(site), entry[1] if old else 0, digest, old is None or _just_seeded(value, state), b"", b"")
        entry[1] = digest
        return
    known = seen.get(name)
    if known is not None and known[1] is value and type(value) in _UNCHANGING:
        return
    text = _text(value, 0)
    if text is None:
        _search(frame, line, name, value)
        return
    digest = _hash(text.encode("utf-8", "backslashreplace"))
    if known is not None and known[0] == digest:
        return
    seen[name] = (digest, value if type(value) in _UNCHANGING else None)
    site = _site(frame, line)
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    label = name + note + (" (clock)" if _is_clock(value) else "")
    _library.seedtrace_object(0, label.encode(), site, _hash(site), 0, digest, 0, shown.encode("utf-8", "backslashreplace"),
                             b"" if name.startswith(("self.", "return value")) else _callers.get(id(frame), b""))


_UNCHANGING = (int, float, str, bytes, bool, complex, type(None))


def _search(frame, line, name, value, depth=0):
    """Looks for generators inside a container or an object of the user's, once for each."""
    if id(value) in _searched or depth > 3 or len(_searched) > 5000:
        return
    kind = type(value)
    if kind in (list, tuple):
        inner = [("%s[%d]" % (name, i), item) for i, item in enumerate(value[:20])]
    elif kind is dict:
        inner = [("%s[%.20r]" % (name, key), item) for key, item in list(value.items())[:20]]
    elif kind.__module__.split(".")[0] not in ("torch", "numpy", "builtins") and isinstance(getattr(value, "__dict__", None), dict):
        inner = [("%s.%s" % (name, key), item) for key, item in list(vars(value).items())[:50]]
    else:
        return
    _searched[id(value)] = value
    for label, item in inner:
        if _generator_state(item) is not None:
            _value(frame, line, label, item, {})
        elif type(item) not in _UNCHANGING:
            _search(frame, line, label, item, depth + 1)


def _kind(value):
    return "%s.%s" % (type(value).__module__.split(".")[0], type(value).__name__)


def _generator_state(value):
    """The state of a generator object as bytes, or None if it is none."""
    kind = type(value)
    try:
        module = kind.__module__
        if issubclass(kind, random.Random) and not issubclass(kind, random.SystemRandom):
            return repr(value.getstate()).encode()
        if module.startswith("numpy.random"):
            if kind.__name__ == "Generator":
                return _numpy_state(value.bit_generator.state)
            if kind.__name__ == "RandomState":
                return _numpy_state(value.get_state(legacy=False))
        if module.startswith("torch") and kind.__name__ == "Generator":
            kept = value.get_state()  # read in place: an operation would show in the trace
            return ctypes.string_at(kept.data_ptr(), kept.numel())
    except Exception:
        return None
    return None


def _just_seeded(value, state):
    """Whether a torch.Generator was seeded and not drawn from since. Others cannot be seeded anew, or do not tell."""
    # The seed, then `left` and `seeded`, then `next`; no draw leads to one left and none taken.
    return type(value).__module__.startswith("torch") and struct.unpack_from("=qiiq", state)[1::2] == (1, 0)


def _numpy_state(state):
    inner = state["state"]
    return repr(sorted((k, v.tobytes() if hasattr(v, "tobytes") else v) for k, v in inner.items())).encode()


# A temporary folder's name is made up anew in every run and decides nothing by itself.
_temporary = re.compile(r"(^|/)tmp[a-z0-9_]{8}(?=/|$)")
_temporary_folders = []  # with other names, as the program had them made


def _follow_temporary_folders():
    make = tempfile.mkdtemp

    @functools.wraps(make)
    def mkdtemp(*args, **kwargs):
        folder = make(*args, **kwargs)
        if isinstance(folder, str) and len(_temporary_folders) < 100:
            _temporary_folders.append(folder)
        return folder

    tempfile.mkdtemp = mkdtemp


def _without_temporary(path):
    for folder in _temporary_folders:
        path = path.replace(folder, os.path.join(os.path.dirname(folder), "tmp*"))
    return _temporary.sub(r"\1tmp*", path, 1)


def _text(value, depth):
    """The value in words that are equal in both runs if it is; None for what cannot be said shortly."""
    kind = type(value)
    if value is None or kind in (bool, int, float, complex):
        return repr(value)
    if kind is str:
        return repr(_without_temporary(value)) if len(value) <= 100000 else None
    if kind in (bytes, bytearray):
        return repr(value) if len(value) <= 100000 else None
    # The order inside a set differs between runs anyway; it counts where something is made of it.
    if depth < 3 and kind in (set, frozenset) and len(value) <= _MOST:
        parts = [_text(item, depth + 1) for item in list(value)]
        return None if None in parts else "%s(%s)" % (kind.__name__, ", ".join(sorted(parts)))
    if depth < 3 and kind in (list, tuple, collections.deque, _KEYS, _VALUES) and len(value) <= _MOST:
        parts = [_text(item, depth + 1) for item in list(value)]
        return None if None in parts else "%s(%s)" % (kind.__name__, ", ".join(parts))
    if depth < 3 and kind in (dict, collections.OrderedDict, collections.Counter, collections.defaultdict) and len(value) <= _MOST:
        parts = [(_text(k, depth + 1), _text(v, depth + 1)) for k, v in list(value.items())]
        if any(k is None or v is None for k, v in parts):
            return None
        return "{%s}" % ", ".join("%s: %s" % part for part in parts)
    if kind.__module__ == "numpy" and hasattr(value, "tobytes") and hasattr(value, "dtype"):
        if value.dtype == object or value.size > 1000000:
            return None
        short = str(value.tolist() if value.size <= 50 else value.ravel()[:20].tolist())
        return "%s %s" % (short, hashlib.blake2b(value.tobytes(), digest_size=8).hexdigest())
    if kind.__module__.startswith("pathlib") and issubclass(kind, os.PathLike):
        return repr(_without_temporary(str(value)))
    if kind in (uuid.UUID, decimal.Decimal, fractions.Fraction, datetime.datetime, datetime.date, datetime.time, datetime.timedelta, range, slice):
        return str(value)
    if issubclass(kind, enum.Enum):
        return "%s.%s" % (kind.__name__, value.name)
    if kind.__module__ == "argparse" and kind.__name__ == "Namespace":
        return _text(vars(value), depth + 1)
    return None


_KEYS, _VALUES = type({}.keys()), type({}.values())


def _is_clock(value):
    """Whether a number looks like a reading of a clock: it differs between runs and usually explains nothing."""
    if type(value) not in (int, float):
        return False
    for clock in (time.time(), time.perf_counter(), time.monotonic()):
        for unit in (1, 1e3, 1e6, 1e9):
            if value / unit > 1000 and abs(value / unit - clock) < 30:
                return True
    return False
