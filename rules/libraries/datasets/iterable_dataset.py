from seedlint import *

from datasets.generators import Generator


# A stream of rows; it shards itself over loader workers. The class is also a torch IterableDataset where used by a
# loader.
class IterableDataset:
    _transform = None
    _generator = None

    def __iter__(self):
        if self._generator is not None:
            draws("numpy", "shuffle", self._generator)
        mark("shard", self)
        for _ in range(unknown()):
            if self._transform is not None:
                yield self._transform(unknown())
            else:
                yield unknown()

    @classmethod
    def from_generator(cls, generator, features=None, gen_kwargs=None, split=None):
        return cls()

    # Without a seed its generator starts from the operating system's entropy, not from numpy's global stream.
    def shuffle(self, seed=None, generator=None, buffer_size=1000):
        if generator is not None:
            self._generator = generator
        else:
            self._generator = Generator(seed)
        return self

    def set_epoch(self, epoch):
        mark("set_epoch", self, epoch)

    def map(self, function=None, with_indices=False, input_columns=None, batched=False, **kwargs):
        self._transform = function
        return self

    def filter(self, function=None, with_indices=False, **kwargs):
        self._transform = function
        return self

    def shard(self, num_shards, index, contiguous=True):
        mark("shard", self)
        return self

    def _same(self, *args, **kwargs):
        return self

    take = _same
    skip = _same
    repeat = _same
    batch = _same
    with_format = _same
    remove_columns = _same
    select_columns = _same
    rename_column = _same
    rename_columns = _same
    cast = _same
    cast_column = _same
    add_column = _same
