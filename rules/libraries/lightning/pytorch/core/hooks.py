# What a user's module or data module may override; the trainer calls all of them.
class DataHooks:
    def prepare_data(self):
        pass

    def setup(self, stage=None):
        pass

    def teardown(self, stage=None):
        pass

    def train_dataloader(self):
        return None

    def val_dataloader(self):
        return None

    def test_dataloader(self):
        return None

    def predict_dataloader(self):
        return None

    def on_before_batch_transfer(self, batch, dataloader_idx=0):
        return batch

    def on_after_batch_transfer(self, batch, dataloader_idx=0):
        return batch


class ModelHooks:
    def configure_model(self):
        pass

    def configure_sharded_model(self):
        pass

    def configure_optimizers(self):
        return None

    def configure_callbacks(self):
        return []

    def on_fit_start(self):
        pass

    def on_train_start(self):
        pass

    def on_train_epoch_start(self):
        pass

    def on_train_batch_start(self, batch, batch_idx):
        pass

    def on_train_batch_end(self, outputs, batch, batch_idx):
        pass

    def on_before_optimizer_step(self, optimizer):
        pass

    def on_train_epoch_end(self):
        pass

    def training_epoch_end(self, outputs):
        pass

    def on_validation_epoch_start(self):
        pass

    def on_validation_epoch_end(self):
        pass

    def validation_epoch_end(self, outputs):
        pass

    def on_train_end(self):
        pass

    def on_fit_end(self):
        pass
