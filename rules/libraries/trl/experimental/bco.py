# trl.experimental.bco: moved here from trl itself.
from trl import BCOConfig, BCOTrainer
