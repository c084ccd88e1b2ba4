from seedlint import *


def split_dataset_by_node(dataset, rank, world_size):
    mark("shard", dataset)
    return dataset
