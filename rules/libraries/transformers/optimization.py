from seedlint import *

import torch


class AdamW(torch.optim.Optimizer):
    pass


class Adafactor(torch.optim.Optimizer):
    pass


# A schedule only follows the optimiser: nothing random.
def get_scheduler(name, optimizer, num_warmup_steps=None, num_training_steps=None, scheduler_specific_kwargs=None):
    return unknown()


def get_constant_schedule(optimizer, last_epoch=-1):
    return unknown()


def get_constant_schedule_with_warmup(optimizer, num_warmup_steps, last_epoch=-1):
    return unknown()


def get_linear_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps, last_epoch=-1):
    return unknown()


get_cosine_schedule_with_warmup = get_linear_schedule_with_warmup
get_cosine_with_hard_restarts_schedule_with_warmup = get_linear_schedule_with_warmup
get_polynomial_decay_schedule_with_warmup = get_linear_schedule_with_warmup
get_inverse_sqrt_schedule = get_constant_schedule_with_warmup
