# torch.nn.init: filling weights in place.
from torch.random import _draw


def uniform_(tensor, a=0.0, b=1.0, generator=None):
    _draw("init", generator)
    return tensor


normal_ = uniform_


def trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None):
    _draw("init", generator)
    return tensor


def xavier_uniform_(tensor, gain=1.0, generator=None):
    _draw("init", generator)
    return tensor


xavier_normal_ = orthogonal_ = xavier_uniform_


def kaiming_uniform_(tensor, a=0, mode="fan_in", nonlinearity="leaky_relu", generator=None):
    _draw("init", generator)
    return tensor


kaiming_normal_ = kaiming_uniform_


def sparse_(tensor, sparsity, std=0.01, generator=None):
    _draw("init", generator)
    return tensor


# Names without the underscore are old; they still work.
uniform = normal = uniform_
xavier_uniform = xavier_normal = orthogonal = xavier_uniform_
kaiming_uniform = kaiming_normal = kaiming_uniform_
sparse = sparse_


def constant_(tensor, val=0):
    return tensor


def zeros_(tensor):
    return tensor


ones_ = eye_ = zeros_
constant = constant_
dirac_ = constant_
