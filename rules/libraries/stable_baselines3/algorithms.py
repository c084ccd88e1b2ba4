from seedlint import *

from stable_baselines3.common.utils import set_random_seed


# With a seed the constructor seeds everything, environment included, then draws the policy's weights.
class BaseAlgorithm:
    def __init__(self, policy=None, env=None, learning_rate=3e-4, *args, seed=None, device="auto",
                 _init_setup_model=True, **kwargs):
        self.policy = unknown()
        self.env = env
        self.seed = seed
        if seed is not None:
            set_random_seed(seed)
        if _init_setup_model:
            draws("torch", "init")

    def learn(self, total_timesteps, callback=None, *args, **kwargs):
        for _ in range(unknown()):
            draws("torch", "sample")
            trains()
        return self

    def predict(self, observation, state=None, episode_start=None, deterministic=False):
        return (unknown(), unknown())

    def set_random_seed(self, seed=None):
        if seed is not None:
            set_random_seed(seed)

    def get_env(self):
        return self.env

    def set_env(self, env, force_reset=True):
        self.env = env

    def save(self, path, exclude=None, include=None):
        pass

    @classmethod
    def load(cls, path, env=None, device="auto", **kwargs):
        made = cls(None, env)
        overwrite(made)
        return made


class PPO(BaseAlgorithm): pass
class A2C(BaseAlgorithm): pass


# Replay buffers are sampled with numpy's global stream.
class _OffPolicy(BaseAlgorithm):
    def learn(self, total_timesteps, callback=None, *args, **kwargs):
        draws("numpy", "sample")
        return super().learn(total_timesteps)


class DQN(_OffPolicy): pass
class SAC(_OffPolicy): pass
class TD3(_OffPolicy): pass
class DDPG(_OffPolicy): pass
