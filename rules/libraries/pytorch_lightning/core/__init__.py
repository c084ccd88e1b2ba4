from lightning.pytorch.core import LightningDataModule, LightningModule
