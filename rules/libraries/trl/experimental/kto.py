# trl.experimental.kto: moved here from trl itself.
from trl import KTOConfig, KTOTrainer
