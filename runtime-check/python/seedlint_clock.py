"""Cause search: clocks that show the same in every run. What the user's own code reads goes on by a millisecond a
reading, for each thread by itself, and by what it sleeps; libraries keep the real clocks, because they wait by them.
`datetime` reads its clock in C and is left alone."""
import _thread
import os
import sys
import time

_own = _thread._local()
_not_the_users = (os.path.dirname(os.path.abspath(__file__)) + os.sep, os.path.dirname(os.__file__) + os.sep, "<frozen")
_user = {}


def _is_user(code):
    known = _user.get(code)
    if known is None:
        file = code.co_filename
        known = _user[code] = not (file.startswith(_not_the_users) or "/site-packages/" in file or "/dist-packages/" in file)
    return known


def _passed(nanoseconds):
    _own.passed = getattr(_own, "passed", 0) + nanoseconds
    return _own.passed


def _clock(real, begin):
    whole = real.__name__.endswith("_ns")

    def clock():
        if not _is_user(sys._getframe(1).f_code):
            return real()
        now = begin * 1000000000 + _passed(1000000)
        return now if whole else now / 1e9

    clock.__name__ = clock.__qualname__ = real.__name__
    return clock


def begin():
    for name, start in (("time", 1700000000), ("perf_counter", 1000), ("monotonic", 1000), ("process_time", 10), ("thread_time", 10)):
        for kind in (name, name + "_ns"):
            real = getattr(time, kind, None)
            if real is not None:
                setattr(time, kind, _clock(real, start))
    sleep = time.sleep

    def slept(seconds):
        sleep(seconds)
        if _is_user(sys._getframe(1).f_code):
            _passed(int(seconds * 1e9))

    time.sleep = slept
