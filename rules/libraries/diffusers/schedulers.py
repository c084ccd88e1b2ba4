from seedlint import *


# Adding noise is arithmetic on noise that the caller drew.
class SchedulerMixin:
    def __init__(self, *args, **kwargs):
        self.config = config("scheduler_config.json")
        self.timesteps = unknown()
        self.alphas_cumprod = unknown()

    @classmethod
    def from_pretrained(cls, *args, **kwargs):
        return cls()

    @classmethod
    def from_config(cls, *args, **kwargs):
        return cls()

    def add_noise(self, original_samples, noise, timesteps):
        return unknown(noise)

    def get_velocity(self, sample, noise, timesteps):
        return unknown(noise)

    def set_timesteps(self, *args, **kwargs):
        pass

    def step(self, model_output, timestep, sample, *args, generator=None, **kwargs):
        return unknown()

    def save_pretrained(self, *args, **kwargs):
        pass


class DDPMScheduler(SchedulerMixin): pass
class DDIMScheduler(SchedulerMixin): pass
class PNDMScheduler(SchedulerMixin): pass
class EulerDiscreteScheduler(SchedulerMixin): pass
class EulerAncestralDiscreteScheduler(SchedulerMixin): pass
class DPMSolverMultistepScheduler(SchedulerMixin): pass
class LMSDiscreteScheduler(SchedulerMixin): pass
class HeunDiscreteScheduler(SchedulerMixin): pass
class UniPCMultistepScheduler(SchedulerMixin): pass
class FlowMatchEulerDiscreteScheduler(SchedulerMixin): pass
class ScoreSdeVeScheduler(SchedulerMixin): pass
class LCMScheduler(SchedulerMixin): pass
