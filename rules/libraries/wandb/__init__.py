from seedlint import *
from _seedlint_words import from_configuration

config = from_configuration("wandb")
run = unknown()


class Run:
    def __init__(self):
        self.config = from_configuration("wandb")
        self.name = unknown()
        self.id = unknown()

    def log(self, data, step=None, **kwargs):
        pass

    def finish(self, **kwargs):
        pass

    def watch(self, *args, **kwargs):
        pass

    def save(self, *args, **kwargs):
        pass

    def log_artifact(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


def init(*args, **kwargs):
    return Run()


def log(data, step=None, **kwargs):
    pass


def watch(*args, **kwargs):
    pass


def finish(*args, **kwargs):
    pass


def login(*args, **kwargs):
    pass


def sweep(*args, **kwargs):
    return unknown()


# A sweep is many runs of the program in one process: one of them stands for all.
def agent(sweep_id, function=None, count=None, **kwargs):
    if function is not None:
        function()
