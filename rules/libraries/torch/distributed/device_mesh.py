# torch.distributed.device_mesh: making a mesh initialises the group.
from seedlint import *
from torch.distributed import init_device_mesh


class DeviceMesh:
    def __init__(self, *args, **kwargs):
        init_device_mesh(None, None)

    def __getitem__(self, name):
        return self

    def get_rank(self):
        return rank()

    def get_local_rank(self, mesh_dim=None):
        return local_rank()

    def size(self, mesh_dim=None):
        return world_size()
