# torch.distributed: ranks and process groups.
from seedlint import *


def init_process_group(backend=None, init_method=None, timeout=None, world_size=-1, rank=-1, store=None,
                       group_name="", pg_options=None, device_id=None):
    group("init")


def destroy_process_group(*args, **kwargs):
    group("destroy")


def is_available():
    return True


def is_initialized():
    return group_initialized()


def is_torchelastic_launched():
    return unknown()


def get_rank(group=None):
    return rank()


def get_node_local_rank(fallback_rank=None):
    return local_rank()


def get_world_size(group=None):
    return world_size()


def broadcast(tensor, src=None, group=None, async_op=False, group_src=None):
    mark("broadcast", None, tensor)


def broadcast_object_list(object_list, src=None, group=None, device=None, group_src=None):
    mark("broadcast", None, object_list)


def all_reduce(tensor, *args, **kwargs):
    mark("all_reduce", None, tensor)


def scatter_object_list(scatter_object_output_list, scatter_object_input_list, src=None, group=None, group_src=None):
    mark("broadcast", None, scatter_object_output_list)


def init_device_mesh(device_type, mesh_shape, *, mesh_dim_names=None, **kwargs):
    group("init")
    return unknown()
