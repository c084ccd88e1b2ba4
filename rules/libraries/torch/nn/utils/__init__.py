# torch.nn.utils: the power iteration of spectral_norm starts from drawn vectors.
from seedlint import *


def spectral_norm(module, name="weight", n_power_iterations=1, eps=1e-12, dim=None):
    draws("torch", "init")
    return module


def weight_norm(module, name="weight", dim=0):
    return module


remove_weight_norm = remove_spectral_norm = weight_norm


def skip_init(module_cls, *args, **kwargs):
    return module_cls(*args, device="meta", **kwargs)


def clip_grad_norm_(parameters, max_norm, *args, **kwargs):
    return unknown()


clip_grad_norm = clip_grad_value_ = clip_grad_norm_
