from seedlint import *

from datasets.arrow_dataset import Dataset
from datasets.dataset_dict import DatasetDict, IterableDatasetDict
from datasets.generators import Generator
from datasets.iterable_dataset import IterableDataset


def load_dataset(path=None, name=None, data_dir=None, data_files=None, split=None, cache_dir=None, features=None,
                 download_config=None, download_mode=None, verification_mode=None, keep_in_memory=None,
                 save_infos=False, revision=None, token=None, streaming=False, num_proc=None, storage_options=None,
                 **config_kwargs):
    if streaming:
        return IterableDatasetDict() if split is None else IterableDataset()
    return DatasetDict() if split is None else Dataset()


def load_from_disk(dataset_path, keep_in_memory=None, storage_options=None):
    return DatasetDict()


# Chooses a source for each example with a generator of its own; alternates in order where no probabilities are given.
def interleave_datasets(datasets, probabilities=None, seed=None, info=None, split=None,
                        stopping_strategy="first_exhausted"):
    if probabilities is not None:
        draws("numpy", "shuffle", Generator(seed))
    for one in datasets:
        return one
    return Dataset()
