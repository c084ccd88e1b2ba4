"""The deep pass: follows the user's own lines and records, after each, the generators that moved and the
simple variables that changed. Two such recordings name the line where the runs part outside torch.
Slow, so it runs only over the stretch before a difference that is already known."""
import collections
import ctypes
import hashlib
import os
import random
import sys
import time

_library = None
_skip = ()
_user = {}
_seen_values = {}   # frame id -> {name: digest}
_generators = {}    # id of a generator object -> (object, digest)
_pending = {}       # frame id -> line running now
_on = False
_LONGEST = 200
_MOST = 2000


def prepare(library, ours, stdlib):
    global _library, _skip
    _library = library
    _skip = (ours, stdlib, "<frozen", "<__array")
    library.seedtrace_line.argtypes = [ctypes.c_char_p, ctypes.c_ulonglong]
    library.seedtrace_object.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong,
                                         ctypes.c_ulonglong, ctypes.c_ulonglong, ctypes.c_int, ctypes.c_char_p]


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
    _pending[id(frame)] = frame.f_lineno
    return _local


def _local(frame, event, arg):
    line = _pending.get(id(frame), frame.f_lineno)
    _look(frame, line)
    if event == "line":
        _pending[id(frame)] = frame.f_lineno
    elif event == "return":
        if frame.f_code.co_name not in ("<listcomp>", "<genexpr>", "<lambda>"):
            _value(frame, line, "return value of " + frame.f_code.co_name, arg, {})
        _pending.pop(id(frame), None)
        _seen_values.pop(id(frame), None)
    return _local


def _site(frame, line):
    code = frame.f_code
    return ("%s\t%d\t%s" % (code.co_filename, line, getattr(code, "co_qualname", code.co_name))).encode()


def _hash(text):
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


def _look(frame, line):
    site = _site(frame, line)
    _library.seedtrace_line(site, _hash(site))
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
            for field, inner in fields:
                _value(frame, line, "self." + field, inner, seen)


def _value(frame, line, name, value, seen, note=""):
    state = _generator_state(value)
    if state is not None:
        digest = _hash(state)
        old = _generators.get(id(value))
        if old is None or old[1] != digest:
            _generators[id(value)] = (value, digest)
            site = _site(frame, line)
            _library.seedtrace_object(1, ("%s '%s'" % (_kind(value), name)).encode(), site, _hash(site),
                                      old[1] if old else 0, digest, old is None, b"")
        return
    text = _text(value, 0)
    if text is None:
        return
    digest = _hash(text.encode("utf-8", "backslashreplace"))
    if seen.get(name) == digest:
        return
    seen[name] = digest
    site = _site(frame, line)
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    label = name + note + (" (clock)" if _is_clock(value) else "")
    _library.seedtrace_object(0, label.encode(), site, _hash(site), 0, digest, 0, shown.encode("utf-8", "backslashreplace"))


def _kind(value):
    return "%s.%s" % (type(value).__module__.split(".")[0], type(value).__name__)


def _generator_state(value):
    """The state of a generator object as bytes, or None if it is none."""
    kind = type(value)
    module = kind.__module__
    try:
        if isinstance(value, random.Random) and kind is not random.SystemRandom:
            return repr(value.getstate()).encode()
        if module.startswith("numpy.random"):
            if kind.__name__ == "Generator":
                return _numpy_state(value.bit_generator.state)
            if kind.__name__ == "RandomState":
                return _numpy_state(value.get_state(legacy=False))
        if module.startswith("torch") and kind.__name__ == "Generator":
            return bytes(value.get_state().numpy().tobytes())
    except Exception:
        return None
    return None


def _numpy_state(state):
    inner = state["state"]
    return repr(sorted((k, v.tobytes() if hasattr(v, "tobytes") else v) for k, v in inner.items())).encode()


def _text(value, depth):
    """The value in words that are equal in both runs if it is; None for what cannot be said shortly."""
    kind = type(value)
    if value is None or kind in (bool, int, float, complex):
        return repr(value)
    if kind in (str, bytes):
        return repr(value) if len(value) <= 100000 else None
    if depth < 3 and kind in (list, tuple, set, frozenset, collections.deque) and len(value) <= _MOST:
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
    if isinstance(value, os.PathLike) and kind.__module__.startswith("pathlib"):
        return repr(str(value))
    return None


def _is_clock(value):
    """Whether a number looks like a reading of a clock: it differs between runs and usually explains nothing."""
    if type(value) not in (int, float):
        return False
    for clock in (time.time(), time.perf_counter(), time.monotonic()):
        for unit in (1, 1e3, 1e6, 1e9):
            if value / unit > 1000 and abs(value / unit - clock) < 30:
                return True
    return False
