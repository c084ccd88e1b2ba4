from seedlint import *

from contextlib import contextmanager


# Making one joins the process group where several processes were launched.
class PartialState:
    def __init__(self, cpu=False, **kwargs):
        group("init")

    @property
    def process_index(self):
        return rank()

    @property
    def local_process_index(self):
        return local_rank()

    @property
    def num_processes(self):
        return world_size()

    @property
    def is_main_process(self):
        return rank() == 0

    @property
    def is_local_main_process(self):
        return local_rank() == 0

    @property
    def is_last_process(self):
        return rank() == world_size() - 1

    @property
    def device(self):
        return unknown()

    @property
    def distributed_type(self):
        return unknown()

    @property
    def use_distributed(self):
        return distributed()

    def wait_for_everyone(self):
        pass

    @contextmanager
    def main_process_first(self):
        yield

    @contextmanager
    def local_main_process_first(self):
        yield

    @contextmanager
    def split_between_processes(self, inputs, apply_padding=False):
        yield unknown(inputs, rank())

    def on_main_process(self, function=None):
        return function

    def on_local_main_process(self, function=None):
        return function

    def print(self, *args, **kwargs):
        pass

    def destroy_process_group(self, group=None):
        pass


class AcceleratorState(PartialState):
    pass
