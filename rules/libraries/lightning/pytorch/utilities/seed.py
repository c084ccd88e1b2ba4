from seedlint import *

from contextlib import contextmanager
from lightning.fabric.utilities.seed import seed_everything


@contextmanager
def isolate_rng(include_cuda=True):
    save("all")
    yield
    restore("all")
