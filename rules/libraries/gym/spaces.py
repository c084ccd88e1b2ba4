# gym.spaces
from gymnasium.spaces import Space, Box, Discrete, Dict, Tuple, MultiDiscrete, MultiBinary
