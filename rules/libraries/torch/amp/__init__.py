# torch.amp: mixed precision.
from seedlint import *
from torch import autocast, _Plain


def custom_fwd(fwd=None, **kwargs):
    if fwd is None:
        return lambda function: function
    return fwd


custom_bwd = custom_fwd


class GradScaler:
    def __init__(self, *args, **kwargs):
        pass

    def scale(self, outputs):
        return outputs

    def unscale_(self, optimizer):
        pass

    def step(self, optimizer, *args, **kwargs):
        trains()
        return optimizer.step(*args, **kwargs)

    def update(self, new_scale=None):
        pass

    def state_dict(self):
        return unknown()

    def load_state_dict(self, state_dict):
        pass
