from seedlint import *


# Sets the epoch on the sampler it is given at every epoch.
def setup_common_training_handlers(trainer, train_sampler=None, **kwargs):
    if train_sampler is not None:
        mark("set_epoch", train_sampler)


def setup_tb_logging(*args, **kwargs):
    return unknown()


def save_best_model_by_val_score(*args, **kwargs):
    pass
