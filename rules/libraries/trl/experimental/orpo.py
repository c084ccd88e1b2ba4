# trl.experimental.orpo: moved here from trl itself.
from trl import ORPOConfig, ORPOTrainer
