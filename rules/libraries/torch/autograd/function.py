# torch.autograd.function
from torch.autograd import Function


def once_differentiable(function):
    return function


class InplaceFunction(Function):
    pass
