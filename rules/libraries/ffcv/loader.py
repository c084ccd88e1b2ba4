from seedlint import *


class OrderOption:
    SEQUENTIAL = 1
    RANDOM = 2
    QUASI_RANDOM = 3


# Without a seed the order comes from a number drawn from numpy's stream; in a distributed program from 0, so that
# ranks agree. It follows the epoch by itself.
class Loader:
    def __init__(self, fname=None, batch_size=None, num_workers=-1, os_cache=False, order=OrderOption.SEQUENTIAL,
                 distributed=False, seed=None, indices=None, pipelines={}, custom_fields={}, drop_last=True, **kwargs):
        self.order = order
        if seed is None and not distributed:
            draws("numpy", "shuffle")

    def __iter__(self):
        for _ in range(unknown()):
            yield (unknown(), unknown())

    def __len__(self):
        return unknown()
