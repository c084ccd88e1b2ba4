from datasets.arrow_dataset import Dataset, concatenate_datasets
from datasets.dataset_dict import DatasetDict, IterableDatasetDict
from datasets.iterable_dataset import IterableDataset
from datasets.load import interleave_datasets, load_dataset, load_from_disk
from datasets.distributed import split_dataset_by_node
