# tensorflow.data: shuffle draws from the global stream unless it has a seed of its own.
from seedlint import *


class Dataset:
    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def from_tensor_slices(cls, tensors, *args, **kwargs):
        return cls()

    from_generator = from_tensors = list_files = range = zip = from_tensor_slices

    def shuffle(self, buffer_size, seed=None, reshuffle_each_iteration=None, name=None):
        if surely(seed is None):
            draws("tensorflow", "shuffle")
        return self

    def map(self, map_func, *args, **kwargs):
        map_func(unknown())
        return self

    flat_map = interleave = map

    def batch(self, *args, **kwargs):
        return self

    repeat = prefetch = cache = take = skip = filter = padded_batch = shard = with_options = batch

    def __iter__(self):
        yield unknown()


class TFRecordDataset(Dataset):
    pass
