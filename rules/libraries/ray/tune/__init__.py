from seedlint import *


# Each trial runs the function in a process of its own.
class Tuner:
    def __init__(self, trainable=None, param_space=None, tune_config=None, run_config=None):
        self._trainable = trainable

    def fit(self):
        if callable(self._trainable):
            fork("spawn", self._trainable, config("trial"))
        return unknown()


def run(run_or_experiment, name=None, *args, **kwargs):
    if callable(run_or_experiment):
        fork("spawn", run_or_experiment, config("trial"))
    return unknown()


def with_parameters(trainable, **kwargs):
    return trainable


def with_resources(trainable, resources):
    return trainable


class TuneConfig:
    def __init__(self, *args, **kwargs):
        pass


def report(*args, **kwargs):
    pass


def _sampled(*args, **kwargs):
    return config("trial")


choice = uniform = loguniform = quniform = randint = grid_search = sample_from = _sampled
