# gym: gymnasium under its old name.
from gymnasium import (Env, Wrapper, ObservationWrapper, RewardWrapper, ActionWrapper, make, Space)
