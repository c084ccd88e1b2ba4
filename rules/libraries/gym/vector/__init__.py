# gym.vector
from gymnasium.vector import SyncVectorEnv, AsyncVectorEnv, VectorEnv
