# trl.experimental.gkd: moved here from trl itself.
from trl import GKDConfig, GKDTrainer
