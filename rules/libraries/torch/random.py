# torch.random: the global generators. manual_seed reaches the CPU and every CUDA device.
from seedlint import *


class _GlobalGenerator:
    # torch.default_generator, also what torch.manual_seed returns: no stream of its own.
    global_stream = "torch"

    def __init__(self, returned):
        self.returned = returned  # by manual_seed: using it as a private generator resets the global stream
        self.device = "cpu"

    def manual_seed(self, seed):
        seeds("torch", seed)
        return self

    def seed(self):
        seeds("torch", None)
        return entropy()

    def initial_seed(self):
        return initial_seed()

    def get_state(self):
        save("torch")
        return unknown()

    def set_state(self, new_state):
        restore("torch")


default_generator = _GlobalGenerator(False)


def _draw(role, generator=None, of=None):
    if generator is not None and isinstance(generator, _GlobalGenerator) and generator.returned:
        mark("global-generator", generator)
    return draws("torch", role, generator=generator, of=of)


def _save_state(generator):
    save(generator)


def _restore_state(generator):
    restore(generator)


def manual_seed(seed):
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    return _GlobalGenerator(True)


def seed():
    seeds("torch", None)
    seeds("torch.cuda", None)
    return entropy()


def initial_seed():
    # In a loader worker this is base_seed + worker_id.
    if surely(worker_id() is None):
        return unknown()
    return base_seed() + worker_id()


def get_rng_state():
    save("torch")
    return unknown()


def set_rng_state(new_state):
    restore("torch")


class fork_rng:
    def __init__(self, devices=None, enabled=True, _caller="fork_rng", _devices_kw="devices", device_type="cuda"):
        self.enabled = enabled

    def __enter__(self):
        if self.enabled:
            save("torch")
            save("torch.cuda")
        return self

    def __exit__(self, *exception):
        if self.enabled:
            restore("torch")
            restore("torch.cuda")

    def __call__(self, function):
        def wrapped(*args, **kwargs):
            with self:
                return function(*args, **kwargs)
        return wrapped


def thread_safe_generator():
    return None
