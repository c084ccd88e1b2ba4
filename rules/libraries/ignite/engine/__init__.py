from seedlint import *

import torch
from ignite.engine.events import Events, State
from ignite.engine.engine import Engine
from ignite.engine.deterministic import DeterministicEngine


def create_supervised_trainer(model, optimizer, loss_fn, device=None, non_blocking=False, prepare_batch=None,
                              output_transform=None, deterministic=False, amp_mode=None, scaler=False, **kwargs):
    def update(engine, batch):
        model.train()
        model(unknown(batch))
        trains()
        return unknown()
    module_use(model)
    return DeterministicEngine(update) if deterministic else Engine(update)


def supervised_training_step(model, optimizer, loss_fn, *args, **kwargs):
    def update(engine, batch):
        model.train()
        model(unknown(batch))
        trains()
        return unknown()
    return update


def create_supervised_evaluator(model, metrics=None, device=None, *args, **kwargs):
    def infer(engine, batch):
        model.eval()
        with torch.no_grad():
            model(unknown(batch))
        return unknown()
    return Engine(infer)
