# gymnasium: an environment and each of its spaces has a generator of its own; reset(seed=) seeds the environment.
from seedlint import *
from gymnasium.spaces import Space, Box, Discrete
from numpy.random import Generator, PCG64


class Env:
    def __init__(self, *args, **kwargs):
        self.action_space = Space()
        self.observation_space = Space()

    def reset(self, *, seed=None, options=None):
        if not surely(seed is None):
            seeds(self, seed)
            self.np_random = Generator(PCG64(seed))
        draws(self, "sample")
        return unknown(), unknown()

    def step(self, action):
        draws(self, "sample")
        return unknown(), unknown(), unknown(), unknown(), unknown()

    def seed(self, seed=None):
        seeds(self, seed)
        return [seed]

    def render(self, *args, **kwargs):
        return unknown()

    def close(self):
        pass

    @property
    def unwrapped(self):
        return self


class Wrapper(Env):
    def __init__(self, env, *args, **kwargs):
        self.env = env
        self.action_space = env.action_space
        self.observation_space = env.observation_space

    def reset(self, **kwargs):
        return self.env.reset(**kwargs)

    def step(self, action):
        return self.env.step(action)

    def seed(self, seed=None):
        return self.env.seed(seed)

    @property
    def unwrapped(self):
        return self.env


ObservationWrapper = RewardWrapper = ActionWrapper = Wrapper


def make(id, *args, **kwargs):
    return Env()


def make_vec(id, *args, **kwargs):
    return Env()
