from seedlint import *

from lightning.pytorch.core.hooks import DataHooks


class LightningDataModule(DataHooks):
    trainer = None

    def __init__(self):
        self.hparams = config("hparams")

    def save_hyperparameters(self, *args, **kwargs):
        self.hparams = config("hparams")

    @classmethod
    def from_datasets(cls, train_dataset=None, val_dataset=None, test_dataset=None, predict_dataset=None,
                      batch_size=1, num_workers=0, **kwargs):
        return _FromDatasets(train_dataset, val_dataset, batch_size, num_workers)

    @classmethod
    def load_from_checkpoint(cls, checkpoint_path, **kwargs):
        return cls(**unknown())


class _FromDatasets(LightningDataModule):
    def __init__(self, train_dataset, val_dataset, batch_size, num_workers):
        super().__init__()
        self._train = train_dataset
        self._val = val_dataset
        self._batch_size = batch_size
        self._num_workers = num_workers

    def train_dataloader(self):
        from torch.utils.data import DataLoader
        return DataLoader(self._train, batch_size=self._batch_size, shuffle=True, num_workers=self._num_workers)

    def val_dataloader(self):
        from torch.utils.data import DataLoader
        return DataLoader(self._val, batch_size=self._batch_size, num_workers=self._num_workers)
