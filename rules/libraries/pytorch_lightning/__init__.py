from lightning.fabric.utilities.seed import seed_everything
from lightning.pytorch.callbacks.callback import Callback
from lightning.pytorch.core import LightningDataModule, LightningModule
from lightning.pytorch.trainer import Trainer
