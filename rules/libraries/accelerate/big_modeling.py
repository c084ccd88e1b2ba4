from seedlint import *

from contextlib import contextmanager


# Modules built inside have no storage and draw nothing; their weights are loaded afterwards.
@contextmanager
def init_empty_weights(include_buffers=None):
    save("torch")
    yield
    restore("torch")


def load_checkpoint_and_dispatch(model, checkpoint, **kwargs):
    overwrite(model)
    return model
