from seedlint import *


def negative_sampling(edge_index, *args, **kwargs):
    draws("python", "sample")
    return unknown()


def dropout_edge(edge_index, p=0.5, force_undirected=False, training=True):
    if training:
        draws("torch", "augment")
    return (unknown(), unknown())


dropout_adj = dropout_edge
dropout_node = dropout_edge


def train_test_split_edges(data, val_ratio=0.05, test_ratio=0.1):
    draws("torch", "split")
    return data
