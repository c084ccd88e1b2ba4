from seedlint import *

import torch


def worker_init_fn(worker_id):
    pass


def list_data_collate(batch):
    return unknown()


def pad_list_data_collate(batch, mode="constant", **kwargs):
    return unknown()


def decollate_batch(batch, detach=True, pad=True, fill_value=None):
    return unknown(batch)


def load_decathlon_datalist(data_list_file_path, is_segmentation=True, data_list_key="training", base_dir=None):
    return unknown()


# Shuffles with a generator seeded 0 unless told otherwise, so all processes agree.
def partition_dataset(data, ratios=None, num_partitions=None, shuffle=False, seed=0, drop_last=False,
                      even_divisible=False):
    mark("shard", data)
    return [unknown(data)]


partition_dataset_classes = partition_dataset
