"""Says which of the lines it is asked about the program runs: the lines of lint findings. Follows only
functions that hold such a line, and nothing any more once all of them have run."""
import os
import sys
import threading

_wanted = {}   # file -> lines not seen yet
_holds = {}    # code -> the lines of it that are wanted, or None
_path = ""


def begin():
    """Reads SEEDLINT_VERIFY_LINES, a file of `path<tab>line`; what runs from here on is written down."""
    global _path
    with open(os.environ["SEEDLINT_VERIFY_LINES"]) as f:
        for entry in f:
            file, _, line = entry.rstrip("\n").rpartition("\t")
            _wanted.setdefault(file, set()).add(int(line))
    _path = os.path.join(os.environ["SEEDLINT_VERIFY_DIR"], "covered-%d.txt")
    sys.settrace(_global)
    threading.settrace(_global)


def _lines(code):
    if code in _holds:
        return _holds[code]
    lines = None
    wanted = _wanted.get(code.co_filename) or _wanted.get(os.path.realpath(code.co_filename))
    if wanted is not None:
        lines = {line for _, _, line in code.co_lines() if line in wanted} or None
    _holds[code] = lines
    return lines


def _global(frame, event, arg):
    return _local if _lines(frame.f_code) else None


def _local(frame, event, arg):
    lines = _holds.get(frame.f_code)
    if not lines:
        return None
    if event == "line" and frame.f_lineno in lines:
        lines.discard(frame.f_lineno)
        _seen(frame.f_code.co_filename, frame.f_lineno)
    return _local


def _seen(file, line):
    for name in (file, os.path.realpath(file)):
        _wanted.get(name, set()).discard(line)
    try:
        handle = os.open(_path % os.getpid(), os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            os.write(handle, ("%s\t%d\n" % (os.path.realpath(file), line)).encode("utf-8", "surrogateescape"))
        finally:
            os.close(handle)
    except OSError:
        pass
    if not any(_wanted.values()):
        sys.settrace(None)
