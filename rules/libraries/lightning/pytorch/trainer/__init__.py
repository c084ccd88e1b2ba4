from lightning.pytorch.trainer.trainer import Trainer
from lightning.fabric.utilities.seed import seed_everything
