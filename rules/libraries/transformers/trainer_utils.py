from seedlint import *

import os


def set_seed(seed, deterministic=False):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    seeds("tensorflow", seed)
    if deterministic:
        flag("torch.use_deterministic_algorithms", True)


def enable_full_determinism(seed, warn_only=False):
    set_seed(seed)
    os.environ["CUDA_LAUNCH_BLOCKING"] = "1"
    os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":16:8"
    flag("torch.use_deterministic_algorithms", "warn" if warn_only else True)
    flag("torch.backends.cudnn.deterministic", True)
    flag("torch.backends.cudnn.benchmark", False)


# Runs in every worker of the trainer's own loader.
def seed_worker(worker_id, num_workers=None, rank=None):
    set_seed(base_seed() + worker_id)


class EvalPrediction:
    def __init__(self, predictions=None, label_ids=None, inputs=None, losses=None):
        self.predictions = predictions
        self.label_ids = label_ids


class PredictionOutput:
    pass
