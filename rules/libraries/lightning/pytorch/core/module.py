from seedlint import *

import torch.nn as nn
from lightning.pytorch.core.hooks import DataHooks, ModelHooks


class LightningModule(nn.Module, DataHooks, ModelHooks):
    trainer = None
    automatic_optimization = True

    def __init__(self, *args, **kwargs):
        super().__init__()
        self.hparams = config("hparams")
        self.current_epoch = unknown()
        self.global_step = unknown()
        self.logger = unknown()
        self.device = unknown()

    @property
    def global_rank(self):
        return rank()

    @property
    def local_rank(self):
        return local_rank()

    def save_hyperparameters(self, *args, **kwargs):
        self.hparams = config("hparams")

    def training_step(self, *args, **kwargs):
        pass

    def validation_step(self, *args, **kwargs):
        pass

    def test_step(self, *args, **kwargs):
        pass

    def predict_step(self, batch, batch_idx=0, dataloader_idx=0):
        return self(batch)

    def log(self, name, value, *args, **kwargs):
        pass

    def log_dict(self, dictionary, *args, **kwargs):
        pass

    def print(self, *args, **kwargs):
        pass

    def optimizers(self, use_pl_optimizer=True):
        return unknown()

    def lr_schedulers(self):
        return unknown()

    def manual_backward(self, loss, *args, **kwargs):
        trains()

    def toggle_optimizer(self, optimizer, *args):
        pass

    def untoggle_optimizer(self, optimizer=None):
        pass

    def clip_gradients(self, optimizer, *args, **kwargs):
        pass

    def all_gather(self, data, group=None, sync_grads=False):
        return unknown(data)

    def freeze(self):
        pass

    def unfreeze(self):
        pass

    # Built with the saved arguments, then loaded strictly.
    @classmethod
    def load_from_checkpoint(cls, checkpoint_path, map_location=None, hparams_file=None, strict=None, **kwargs):
        made = cls(**unknown())
        if strict is not False:
            overwrite(made)
        return made
