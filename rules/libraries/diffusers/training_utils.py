from seedlint import *


def set_seed(seed):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)


# A copy that follows the model.
class EMAModel:
    def __init__(self, parameters=None, *args, **kwargs):
        pass

    def step(self, parameters):
        pass

    def to(self, *args, **kwargs):
        pass

    def copy_to(self, parameters):
        pass

    def store(self, parameters):
        pass

    def restore(self, parameters):
        pass

    @classmethod
    def from_pretrained(cls, *args, **kwargs):
        return cls()


def compute_snr(noise_scheduler, timesteps):
    return unknown(timesteps)


def cast_training_params(model, dtype=None):
    pass


def compute_density_for_timestep_sampling(weighting_scheme, batch_size, *args, **kwargs):
    draws("torch", "step")
    return unknown()


def free_memory():
    pass
