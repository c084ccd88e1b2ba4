from seedlint import *


def initialize_model_parallel(*args, **kwargs):
    group("framework")


def get_data_parallel_rank(*args, **kwargs):
    return rank()


def get_data_parallel_world_size(*args, **kwargs):
    return world_size()


def get_tensor_model_parallel_rank():
    return unknown()


def get_tensor_model_parallel_world_size():
    return unknown()


def get_pipeline_model_parallel_rank():
    return unknown()


def is_pipeline_last_stage(*args, **kwargs):
    return unknown()


def is_pipeline_first_stage(*args, **kwargs):
    return unknown()


def model_parallel_is_initialized():
    return group_initialized()
