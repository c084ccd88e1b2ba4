from seedlint import *

import os


# Every worker process joins a group, then runs the function.
class TorchTrainer:
    def __init__(self, train_loop_per_worker, train_loop_config=None, torch_config=None, scaling_config=None,
                 run_config=None, datasets=None, **kwargs):
        self._function = train_loop_per_worker
        self._config = train_loop_config

    def fit(self):
        fork("spawn", _started, self._function, self._config)
        return unknown()


def _started(function, settings):
    group("init")
    if settings is None:
        function()
    else:
        function(settings)


class TorchConfig:
    def __init__(self, *args, **kwargs):
        pass


def prepare_model(model, move_to_device=True, parallel_strategy="ddp", parallel_strategy_kwargs=None):
    module_use(model)
    group("ddp", model)
    return model


def prepare_data_loader(data_loader, add_dist_sampler=True, move_to_device=True, auto_transfer=True):
    return data_loader


def get_device():
    return unknown()


def enable_reproducibility(seed=0):
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    seeds("python", seed)
    seeds("numpy", seed)
    flag("torch.use_deterministic_algorithms", True)
    flag("torch.backends.cudnn.benchmark", False)
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"


def accelerate(amp=False):
    pass


def backward(tensor):
    trains()
