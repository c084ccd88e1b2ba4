# torch: top-level functions. Anything not named here (zeros, empty, cat, ...) has no effect on a stream.
from seedlint import *
from torch.random import (manual_seed, seed, initial_seed, get_rng_state, set_rng_state, default_generator,
                          thread_safe_generator, _draw, _save_state, _restore_state)
from torch._device import device


class Generator:
    # Never seeded: a constant default seed, not entropy.
    def __init__(self, device="cpu"):
        self.device = device
        mark("default-generator", self)

    def manual_seed(self, seed):
        seeds(self, seed)
        return self

    def seed(self):
        seeds(self, None)
        return entropy()

    def initial_seed(self):
        return unknown()

    def get_state(self):
        _save_state(self)
        return unknown()

    def set_state(self, new_state):
        _restore_state(self)

    def clone_state(self):
        return self


class Tensor:
    def __init__(self, *args, **kwargs):
        self.grad = unknown()

    def backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None):
        trains()

    def normal_(self, mean=0, std=1, *, generator=None):
        _draw("sample", generator)
        return self

    def uniform_(self, a=0, b=1, *, generator=None):
        _draw("sample", generator)
        return self

    def random_(self, *args, generator=None):
        _draw("sample", generator)
        return self

    bernoulli_ = cauchy_ = exponential_ = geometric_ = log_normal_ = random_

    def bernoulli(self, *args, generator=None):
        return _draw("sample", generator)

    def multinomial(self, num_samples, replacement=False, *, generator=None):
        return _draw("sample", generator)

    @property
    def data(self):
        return self

    def detach(self):
        return self

    def requires_grad_(self, requires_grad=True):
        return self

    def to(self, *args, **kwargs):
        return self

    def cuda(self, *args, **kwargs):
        return self


def rand(*size, generator=None, **kwargs):
    return _draw("sample", generator)


randn = randint = rand


def rand_like(input, *args, generator=None, **kwargs):
    return _draw("sample", generator)


randn_like = randint_like = poisson = rand_like


def normal(mean=0.0, std=1.0, size=None, *, generator=None, **kwargs):
    return _draw("sample", generator)


def bernoulli(input, p=None, *, generator=None, out=None):
    return _draw("sample", generator)


def binomial(count, prob, generator=None):
    return _draw("sample", generator)


def multinomial(input, num_samples, replacement=False, *, generator=None, out=None):
    return _draw("sample", generator)


def randperm(n, *, generator=None, **kwargs):
    return _draw("shuffle", generator)


def svd_lowrank(*args, **kwargs):
    return _draw("sample")


pca_lowrank = lobpcg = svd_lowrank


def dropout(input, p, train):
    if not p:
        return input
    if train:
        return _draw("step")
    return input


def use_deterministic_algorithms(mode, *, warn_only=False):
    flag("torch.use_deterministic_algorithms", mode)
    if warn_only:
        flag("torch.deterministic.warn_only", True)


def set_deterministic(d):  # torch 1.7, replaced by use_deterministic_algorithms
    flag("torch.use_deterministic_algorithms", d)


def set_deterministic_debug_mode(debug_mode):
    if debug_mode == "default" or debug_mode == 0:
        flag("torch.use_deterministic_algorithms", False)
    else:
        flag("torch.use_deterministic_algorithms", True)
        if debug_mode == "warn" or debug_mode == 1:
            flag("torch.deterministic.warn_only", True)


def set_float32_matmul_precision(precision):
    needs("torch", "1.12")
    flag("torch.set_float32_matmul_precision", precision)


class no_grad:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        mark("no_grad", self)
        return self

    def __exit__(self, *exception):
        mark("end_no_grad", self)

    def __call__(self, function):
        def wrapped(*args, **kwargs):
            with self:
                return function(*args, **kwargs)
        return wrapped


class inference_mode(no_grad):
    def __init__(self, mode=True):
        needs("torch", "1.9")


class _Plain:
    # A context manager or decorator without effect.
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass

    def __call__(self, function):
        return function


enable_grad = set_grad_enabled = _Plain


class autocast(_Plain):
    def __init__(self, device_type=None, **kwargs):
        needs("torch", "1.10")


def compile(model=None, **kwargs):
    needs("torch", "2.0")
    if surely(model is None):
        return lambda function: function
    return model


def load(f, *args, **kwargs):
    return unknown(f)


def save(obj, f, *args, **kwargs):
    mark("torch.save", None, obj)


def vmap(func, *args, **kwargs):
    return func
