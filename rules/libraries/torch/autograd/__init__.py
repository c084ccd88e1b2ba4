# torch.autograd
from seedlint import *
from torch import no_grad, enable_grad, set_grad_enabled, inference_mode, _Plain


class _Context:
    def save_for_backward(self, *tensors):
        pass

    def mark_dirty(self, *args):
        pass


class Function:
    @classmethod
    def apply(cls, *args, **kwargs):
        return cls.forward(_Context(), *args, **kwargs)


def Variable(data=None, *args, **kwargs):
    return data


def backward(tensors, *args, **kwargs):
    trains()


set_detect_anomaly = detect_anomaly = set_multithreading_enabled = _Plain
