# trl.experimental.ppo: moved here from trl itself.
from trl import PPOConfig, PPOTrainer
