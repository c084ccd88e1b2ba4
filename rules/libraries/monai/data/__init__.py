from monai.data.dataloader import DataLoader, ThreadDataLoader
from monai.data.dataset import (
    ArrayDataset, CacheDataset, CacheNTransDataset, Dataset, LMDBDataset, PersistentDataset, SmartCacheDataset,
    ZipDataset)
from monai.data.utils import (
    decollate_batch, list_data_collate, load_decathlon_datalist, pad_list_data_collate, partition_dataset,
    partition_dataset_classes, worker_init_fn)
