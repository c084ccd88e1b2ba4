# trl.experimental.online_dpo: moved here from trl itself.
from trl import OnlineDPOConfig, OnlineDPOTrainer
