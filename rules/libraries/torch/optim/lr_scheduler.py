# torch.optim.lr_scheduler: no randomness.
from seedlint import *


class LRScheduler:
    def __init__(self, optimizer, *args, **kwargs):
        self.optimizer = optimizer
        self.last_epoch = 0

    def step(self, *args, **kwargs):
        pass

    def get_last_lr(self):
        return unknown()

    get_lr = get_last_lr

    def state_dict(self):
        return unknown()

    def load_state_dict(self, state_dict):
        pass


_LRScheduler = LRScheduler
ChainedScheduler = ConstantLR = CosineAnnealingLR = CosineAnnealingWarmRestarts = CyclicLR = ExponentialLR = LRScheduler
LambdaLR = LinearLR = MultiStepLR = MultiplicativeLR = OneCycleLR = PolynomialLR = ReduceLROnPlateau = LRScheduler
SequentialLR = StepLR = LRScheduler
