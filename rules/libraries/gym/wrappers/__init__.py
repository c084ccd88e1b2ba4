# gym.wrappers
from gymnasium import Wrapper


def __getattr__(name):
    return Wrapper
