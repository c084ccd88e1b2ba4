"""Cause search: clocks that show the same in every run. What the user's own code reads goes on by a millisecond a
reading, for each thread by itself, and by what it sleeps; libraries keep the real clocks, because they wait by them."""
import _thread
import copyreg
import datetime
import os
import sys
import time

_EPOCH = 1700000000  # what time.time() begins at
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


def _dates():
    """Classes that stand for datetime.datetime and datetime.date and show our clock. Both make objects of the real classes,
    and take those for their own, so nothing else about a date changes."""
    real_datetime, real_date = datetime.datetime, datetime.date

    def shown():
        return _EPOCH + _passed(1000000) / 1e9

    def like(real):
        class Meta(type):
            def __instancecheck__(cls, instance):
                return isinstance(instance, real) if cls.__dict__.get("_stands_for_real") else type.__instancecheck__(cls, instance)

            def __subclasscheck__(cls, other):
                return issubclass(other, real) if cls.__dict__.get("_stands_for_real") else type.__subclasscheck__(cls, other)

        class Date(real, metaclass=Meta):
            _stands_for_real = True

            def __new__(cls, *args, **kwargs):
                return real.__new__(real if cls.__dict__.get("_stands_for_real") else cls, *args, **kwargs)

            @classmethod
            def today(cls):
                return cls.fromtimestamp(shown()) if _is_user(sys._getframe(1).f_code) else real.today()

        # Pickled by name, and the name is that of the class which stands there now.
        copyreg.pickle(real, lambda value: (Date, value.__reduce__()[1]))
        Date.__name__, Date.__qualname__, Date.__module__ = real.__name__, real.__qualname__, real.__module__
        return Date

    date, date_time = like(real_date), like(real_datetime)

    def now(cls, tz=None):
        return cls.fromtimestamp(shown(), tz) if _is_user(sys._getframe(1).f_code) else real_datetime.now(tz)

    def utcnow(cls):
        if not _is_user(sys._getframe(1).f_code):
            return real_datetime.utcnow()
        return cls.fromtimestamp(shown(), datetime.timezone.utc).replace(tzinfo=None)

    date_time.now, date_time.utcnow = classmethod(now), classmethod(utcnow)
    datetime.datetime, datetime.date = date_time, date


def begin():
    for name, start in (("time", _EPOCH), ("perf_counter", 1000), ("monotonic", 1000), ("process_time", 10), ("thread_time", 10)):
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
    _dates()
