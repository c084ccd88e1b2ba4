from seedlint import *

import torch
from detectron2.engine.train_loop import TrainerBase
from detectron2.utils.env import seed_all_rng


# A negative seed in the configuration (the default) means one from the clock.
def default_setup(cfg, args):
    seed_all_rng(config("SEED") + rank())
    flag("torch.backends.cudnn.benchmark", config("CUDNN_BENCHMARK"))


def create_ddp_model(model, *, fp16_compression=False, **kwargs):
    if distributed():
        group("ddp", model)
    return model


class DefaultPredictor:
    def __init__(self, cfg):
        self.model = unknown()

    def __call__(self, original_image):
        return unknown()


class DefaultTrainer(TrainerBase):
    def __init__(self, cfg=None):
        group("framework", self)
        self.model = self.build_model(cfg)
        self.optimizer = self.build_optimizer(cfg, self.model)
        self.data_loader = self.build_train_loader(cfg)
        if distributed():
            group("ddp", self.model)
        self.cfg = cfg

    def resume_or_load(self, resume=True):
        pass

    def train(self):
        self.before_train()
        trains()
        return unknown()

    @classmethod
    def build_model(cls, cfg):
        draws("torch", "init")
        return unknown()

    @classmethod
    def build_optimizer(cls, cfg, model):
        return unknown()

    @classmethod
    def build_train_loader(cls, cfg):
        return unknown()

    @classmethod
    def build_test_loader(cls, cfg, dataset_name):
        return unknown()

    @classmethod
    def build_evaluator(cls, cfg, dataset_name):
        return unknown()

    @classmethod
    def test(cls, cfg, model, evaluators=None):
        return unknown()
