# gymnasium.vector: several environments behind one.
from gymnasium import Env
from gymnasium.spaces import Space


class SyncVectorEnv(Env):
    def __init__(self, env_fns, *args, **kwargs):
        for env_fn in env_fns:
            env_fn()
        self.action_space = Space()
        self.observation_space = Space()
        self.single_action_space = Space()
        self.single_observation_space = Space()


AsyncVectorEnv = VectorEnv = SyncVectorEnv
