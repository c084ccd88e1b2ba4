# time: every clock is entropy.
from seedlint import *


def time():
    return entropy()


time_ns = perf_counter = perf_counter_ns = monotonic = monotonic_ns = process_time = process_time_ns = clock = time


def localtime(secs=None):
    if surely(secs is None):
        return entropy()
    return secs


gmtime = localtime


def strftime(format, t=None):
    if surely(t is None):
        return entropy()
    return t


def ctime(secs=None):
    return entropy()


asctime = ctime


def sleep(secs):
    pass
