from seedlint import *


# The function is called on rank 0 only.
def rank_zero_only(fn=None, default=None):
    def wrapped(*args, **kwargs):
        if rank() == 0:
            return fn(*args, **kwargs)
    return wrapped


def rank_zero_info(*args, **kwargs):
    pass


def rank_zero_warn(*args, **kwargs):
    pass


rank_zero_deprecation = rank_zero_warn
