from lightning.pytorch.trainer import Trainer, seed_everything
