from seedlint import *

from datasets.generators import draw_order


class Dataset:
    _transform = None

    def __len__(self):
        return unknown()

    # Rows (through a transform set by the user) or, given a name, a column.
    def __getitem__(self, key):
        if self._transform is not None:
            return self._transform(unknown())
        return unknown()

    def __iter__(self):
        for index in range(unknown()):
            yield self[index]

    @classmethod
    def from_dict(cls, mapping, features=None, info=None, split=None):
        return cls()

    @classmethod
    def from_list(cls, mapping, features=None, info=None, split=None):
        return cls()

    @classmethod
    def from_pandas(cls, df, features=None, info=None, split=None, preserve_index=None):
        return cls()

    @classmethod
    def from_csv(cls, path_or_paths, split=None, features=None, cache_dir=None, keep_in_memory=False, **kwargs):
        return cls()

    @classmethod
    def from_json(cls, path_or_paths, split=None, features=None, cache_dir=None, keep_in_memory=False, **kwargs):
        return cls()

    @classmethod
    def from_parquet(cls, path_or_paths, split=None, features=None, cache_dir=None, keep_in_memory=False, **kwargs):
        return cls()

    @classmethod
    def from_generator(cls, generator, features=None, cache_dir=None, keep_in_memory=False, gen_kwargs=None,
                       num_proc=None, **kwargs):
        for example in generator():
            pass
        return cls()

    @classmethod
    def load_from_disk(cls, dataset_path, keep_in_memory=None, storage_options=None):
        return cls()

    def shuffle(self, seed=None, generator=None, keep_in_memory=False, **kwargs):
        draw_order("shuffle", seed, generator)
        return self

    def train_test_split(self, test_size=None, train_size=None, shuffle=True, stratify_by_column=None, seed=None,
                         generator=None, **kwargs):
        from datasets.dataset_dict import DatasetDict
        if shuffle:
            draw_order("split", seed, generator)
        return DatasetDict(self)

    def map(self, function=None, with_indices=False, with_rank=False, input_columns=None, batched=False,
            batch_size=1000, drop_last_batch=False, remove_columns=None, num_proc=None, fn_kwargs=None, **kwargs):
        _apply(function, num_proc)
        return self

    def filter(self, function=None, with_indices=False, num_proc=None, **kwargs):
        _apply(function, num_proc)
        return self

    def set_transform(self, transform, columns=None, output_all_columns=False):
        self._transform = transform

    def with_transform(self, transform, columns=None, output_all_columns=False):
        self._transform = transform
        return self

    def to_iterable_dataset(self, num_shards=1):
        from datasets.iterable_dataset import IterableDataset
        return IterableDataset()

    def shard(self, num_shards, index, contiguous=True, **kwargs):
        mark("shard", self)
        return self

    def select(self, indices, **kwargs):
        return self

    def sort(self, column_names, reverse=False, **kwargs):
        return self

    def skip(self, n):
        return self

    def take(self, n):
        return self

    def repeat(self, num_times):
        return self

    def set_format(self, type=None, columns=None, output_all_columns=False, **kwargs):
        pass

    def with_format(self, type=None, columns=None, output_all_columns=False, **kwargs):
        return self

    def reset_format(self):
        pass

    def remove_columns(self, column_names, new_fingerprint=None):
        return self

    def select_columns(self, column_names, new_fingerprint=None):
        return self

    def rename_column(self, original_column_name, new_column_name, new_fingerprint=None):
        return self

    def rename_columns(self, column_mapping, new_fingerprint=None):
        return self

    def add_column(self, name, column, new_fingerprint=None, feature=None):
        return self

    def cast(self, features, **kwargs):
        return self

    def cast_column(self, column, feature, new_fingerprint=None):
        return self

    def class_encode_column(self, column, include_nulls=False):
        return self

    def flatten(self, new_fingerprint=None, max_depth=16):
        return self

    def save_to_disk(self, dataset_path, **kwargs):
        pass


# With several processes the function runs in children that copy the parent's state.
def _apply(function, num_proc):
    if function is None:
        return
    if num_proc is None:
        function(unknown())
    elif num_proc == 1:
        function(unknown())
    else:
        callback(function, unknown())


def concatenate_datasets(dsets, info=None, split=None, axis=0):
    for one in dsets:
        return one
    return Dataset()
