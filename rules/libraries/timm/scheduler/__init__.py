from seedlint import *


class Scheduler:
    def step(self, epoch, metric=None):
        pass

    def step_update(self, num_updates, metric=None):
        pass

    def state_dict(self):
        return unknown()

    def load_state_dict(self, state_dict):
        pass


def create_scheduler(args, optimizer, updates_per_epoch=0):
    return (Scheduler(), unknown())


def create_scheduler_v2(optimizer, **kwargs):
    return (Scheduler(), unknown())


class CosineLRScheduler(Scheduler):
    def __init__(self, optimizer, *args, **kwargs):
        pass


class StepLRScheduler(CosineLRScheduler): pass
class TanhLRScheduler(CosineLRScheduler): pass
class PlateauLRScheduler(CosineLRScheduler): pass
