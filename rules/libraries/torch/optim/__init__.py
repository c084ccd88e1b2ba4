# torch.optim: an optimiser's step is a training step.
from seedlint import *


class Optimizer:
    def __init__(self, params, *args, **kwargs):
        module_use(params)
        self.param_groups = unknown()
        self.state = unknown()

    def step(self, closure=None, *args, **kwargs):
        trains()
        if closure is not None:
            return closure()

    def zero_grad(self, set_to_none=True):
        pass

    def state_dict(self):
        return unknown()

    def load_state_dict(self, state_dict):
        pass

    def add_param_group(self, param_group):
        pass


ASGD = Adadelta = Adafactor = Adagrad = Adam = AdamW = Adamax = LBFGS = Muon = NAdam = RAdam = Optimizer
RMSprop = Rprop = SGD = SparseAdam = Optimizer
