from seedlint import *

from datasets.arrow_dataset import Dataset
from datasets.generators import draw_order
from datasets.iterable_dataset import IterableDataset


# Datasets by split. All splits are one dataset here, unless the user's own code puts others in.
class DatasetDict:
    def __init__(self, given=None):
        if given is None:
            given = Dataset()
        self._split = given

    def __getitem__(self, split):
        if isinstance(self._split, Dataset):
            return self._split
        return Dataset()

    def __setitem__(self, split, dataset):
        pass

    def get(self, split, default=None):
        return self._split

    def pop(self, split, default=None):
        return self._split

    def keys(self):
        return unknown()

    def items(self):
        return [(unknown(), self._split)]

    def values(self):
        return [self._split]

    def shuffle(self, seeds=None, seed=None, generators=None, **kwargs):
        draw_order("shuffle", seed if seeds is None else seeds, generators)
        return self

    def map(self, function=None, with_indices=False, with_rank=False, with_split=False, input_columns=None,
            batched=False, batch_size=1000, num_proc=None, **kwargs):
        self._split.map(function, num_proc=num_proc)
        return self

    def filter(self, function=None, with_indices=False, num_proc=None, **kwargs):
        self._split.filter(function, num_proc=num_proc)
        return self

    def set_transform(self, transform, columns=None, output_all_columns=False):
        self._split.set_transform(transform)

    def with_transform(self, transform, columns=None, output_all_columns=False):
        self._split.set_transform(transform)
        return self

    def _same(self, *args, **kwargs):
        return self

    with_format = _same
    remove_columns = _same
    select_columns = _same
    rename_column = _same
    rename_columns = _same
    cast = _same
    cast_column = _same
    class_encode_column = _same
    sort = _same
    flatten = _same
    select = _same

    def set_format(self, type=None, columns=None, output_all_columns=False, **kwargs):
        pass

    def save_to_disk(self, dataset_dict_path, **kwargs):
        pass

    @classmethod
    def load_from_disk(cls, dataset_dict_path, **kwargs):
        return cls()


class IterableDatasetDict(DatasetDict):
    def __init__(self, given=None):
        self._split = IterableDataset()

    def __getitem__(self, split):
        return self._split

    def shuffle(self, seed=None, generator=None, buffer_size=1000):
        self._split.shuffle(seed, generator, buffer_size)
        return self
