from seedlint import *

import torch


class _Optimizer(torch.optim.Optimizer):
    pass


def create_optimizer(args, model, filter_bias_and_bn=True):
    module_use(model)
    return _Optimizer(model.parameters())


def create_optimizer_v2(model_or_params, opt="sgd", lr=None, weight_decay=0.0, momentum=0.9, **kwargs):
    return _Optimizer(model_or_params)


def optimizer_kwargs(cfg):
    return unknown()


def param_groups_weight_decay(model, weight_decay=1e-5, no_weight_decay_list=()):
    module_use(model)
    return model.parameters()
