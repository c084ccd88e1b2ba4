# trl.experimental.cpo: moved here from trl itself.
from trl import CPOConfig, CPOTrainer
