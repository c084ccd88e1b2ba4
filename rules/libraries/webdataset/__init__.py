from seedlint import *

import torch


# A pipeline over shards that splits them over workers; with a node splitter over ranks.
class _Pipeline(torch.utils.data.IterableDataset):
    def __init__(self, *args, **kwargs):
        self._functions = []

    def __iter__(self):
        mark("shard", self)
        for _ in range(unknown()):
            sample = unknown()
            for function in self._functions:
                sample = function(unknown())
            yield sample

    def map(self, f, handler=None):
        self._functions.append(f)
        return self

    def map_dict(self, handler=None, **kwargs):
        for function in kwargs.values():
            self._functions.append(function)
        return self

    def map_tuple(self, *functions, handler=None):
        for function in functions:
            self._functions.append(function)
        return self

    def select(self, predicate):
        self._functions.append(predicate)
        return self

    def compose(self, *args):
        return self

    def _same(self, *args, **kwargs):
        return self

    shuffle = _same
    decode = _same
    to_tuple = _same
    rename = _same
    batched = _same
    unbatched = _same
    slice = _same
    repeat = _same
    with_epoch = _same
    with_length = _same


class WebDataset(_Pipeline): pass
class DataPipeline(_Pipeline): pass


class WebLoader(torch.utils.data.DataLoader):
    def _same(self, *args, **kwargs):
        return self

    shuffle = _same
    batched = _same
    unbatched = _same
    repeat = _same
    with_epoch = _same
    with_length = _same
    slice = _same


def _stage(*args, **kwargs):
    return unknown()


shuffle = decode = to_tuple = map = map_dict = map_tuple = batched = rename = select = _stage
SimpleShardList = ResampledShards = split_by_worker = split_by_node = tarfile_to_samples = _stage
warn_and_continue = ignore_and_continue = reraise_exception = None
