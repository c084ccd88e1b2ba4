# trl.experimental.prm: moved here from trl itself.
from trl import PRMConfig, PRMTrainer
