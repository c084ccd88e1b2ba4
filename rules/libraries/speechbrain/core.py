from seedlint import *

import torch
from torch.utils.data import DataLoader


class Stage:
    TRAIN = 1
    VALID = 2
    TEST = 3


def parse_arguments(arg_list=None):
    return (unknown(), config("run_opts"), config("overrides"))


def create_experiment_directory(*args, **kwargs):
    pass


class Brain:
    def __init__(self, modules=None, opt_class=None, hparams=None, run_opts=None, checkpointer=None, **kwargs):
        self.modules = unknown()
        self.hparams = unknown()
        self.optimizer = unknown()
        self.device = unknown()
        self.step = unknown()
        group("framework", self)

    def compute_forward(self, batch, stage):
        return unknown()

    def compute_objectives(self, predictions, batch, stage):
        return unknown()

    def on_fit_start(self):
        pass

    def on_stage_start(self, stage, epoch=None):
        pass

    def on_stage_end(self, stage, stage_loss, epoch=None):
        pass

    def init_optimizers(self):
        pass

    def fit_batch(self, batch):
        outputs = self.compute_forward(batch, Stage.TRAIN)
        self.compute_objectives(outputs, batch, Stage.TRAIN)
        trains()

    def evaluate_batch(self, batch, stage):
        outputs = self.compute_forward(batch, stage)
        self.compute_objectives(outputs, batch, stage)

    def fit(self, epoch_counter, train_set, valid_set=None, progressbar=None, train_loader_kwargs={},
            valid_loader_kwargs={}):
        loader = train_set
        if not isinstance(train_set, DataLoader):
            loader = DataLoader(train_set, shuffle=unknown(), num_workers=unknown())
        self.on_fit_start()
        for epoch in range(unknown()):
            mark("set_epoch", loader, epoch)
            self.on_stage_start(Stage.TRAIN, epoch)
            for batch in loader:
                self.fit_batch(batch)
            self.on_stage_end(Stage.TRAIN, unknown(), epoch)

    def evaluate(self, test_set, *args, **kwargs):
        return unknown()
