from seedlint import *

import os
import torch
from lightning.fabric.utilities.seed import pl_worker_init_function, workers_are_seeded
from lightning.pytorch.callbacks.callback import Callback
from lightning.pytorch.core.datamodule import LightningDataModule
from lightning.pytorch.launching import is_many


class Trainer:
    def __init__(self, *, accelerator="auto", strategy="auto", devices="auto", num_nodes=1, precision=None,
                 logger=None, callbacks=None, fast_dev_run=False, max_epochs=None, min_epochs=None, max_steps=-1,
                 deterministic=None, benchmark=None, use_distributed_sampler=True, gpus=None, distributed_backend=None,
                 replace_sampler_ddp=True, reload_dataloaders_every_n_epochs=0, **kwargs):
        if deterministic and benchmark is None:
            benchmark = False
        if benchmark is not None:
            flag("torch.backends.cudnn.benchmark", benchmark)
        if deterministic is not None:
            flag("torch.use_deterministic_algorithms", deterministic)
        if deterministic:
            os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8"
        # Older names: gpus= for devices=, accelerator="ddp" or distributed_backend= for strategy=.
        if gpus is not None:
            devices = gpus
        if accelerator in ("ddp", "ddp_spawn", "ddp2", "ddp_sharded"):
            strategy = accelerator
        if distributed_backend is not None:
            strategy = distributed_backend
        self._many = is_many(strategy, devices, num_nodes)
        if callbacks is None:
            self.callbacks = []
        elif isinstance(callbacks, Callback):
            self.callbacks = [callbacks]
        else:
            self.callbacks = callbacks
        self.max_epochs = max_epochs
        self.logger = logger
        self.current_epoch = unknown()
        self.global_step = unknown()
        self.datamodule = None
        self.model = None
        self.lightning_module = None
        self.checkpoint_callback = unknown()
        self.callback_metrics = unknown()
        self.num_training_batches = unknown()
        self.estimated_stepping_batches = unknown()
        group("framework", self)

    @classmethod
    def from_argparse_args(cls, args, **kwargs):
        return cls(**kwargs)

    @classmethod
    def add_argparse_args(cls, parent_parser, **kwargs):
        return parent_parser

    @property
    def global_rank(self):
        return rank()

    @property
    def local_rank(self):
        return local_rank()

    @property
    def world_size(self):
        return world_size()

    @property
    def is_global_zero(self):
        return rank() == 0

    @property
    def num_devices(self):
        return world_size()

    # The hooks of module and data module in the order in which the library calls them.
    def fit(self, model, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None,
            weights_only=None, train_dataloader=None):
        if isinstance(train_dataloaders, LightningDataModule):
            datamodule = train_dataloaders
            train_dataloaders = None
        if train_dataloader is not None:
            train_dataloaders = train_dataloader
        module_use(model)
        self._attach(model, datamodule)
        if self._many:
            group("init")
        data = model if datamodule is None else datamodule
        data.prepare_data()
        if datamodule is not None:
            datamodule.setup("fit")
        for one in self.callbacks:
            one.setup(self, model, "fit")
        model.setup("fit")
        model.configure_sharded_model()
        model.configure_model()
        model.configure_optimizers()
        if self._many:
            group("ddp", model)
        for one in self.callbacks:
            callback(one.on_fit_start, self, model)
        model.on_fit_start()
        # The sanity check makes the validation loader and puts all generators back.
        save("all")
        if val_dataloaders is None:
            val_dataloaders = data.val_dataloader()
        restore("all")
        if train_dataloaders is None:
            train_dataloaders = data.train_dataloader()
        _prepare(train_dataloaders)
        for one in self.callbacks:
            callback(one.on_train_start, self, model)
        model.on_train_start()
        for epoch in range(unknown()):
            _follow_epoch(train_dataloaders, epoch)
            model.train()
            for one in self.callbacks:
                callback(one.on_train_epoch_start, self, model)
            model.on_train_epoch_start()
            for batch in _batches(train_dataloaders):
                for one in self.callbacks:
                    callback(one.on_train_batch_start, self, model, batch, unknown())
                model.on_train_batch_start(batch, unknown())
                batch = data.on_after_batch_transfer(batch, 0)
                outputs = model.training_step(batch, unknown())
                trains()
                model.on_train_batch_end(outputs, batch, unknown())
                for one in self.callbacks:
                    callback(one.on_train_batch_end, self, model, outputs, batch, unknown())
            if val_dataloaders is not None:
                self._validate(model, val_dataloaders)
            model.training_epoch_end(unknown())
            model.on_train_epoch_end()
            for one in self.callbacks:
                callback(one.on_train_epoch_end, self, model)
        model.on_train_end()
        model.on_fit_end()

    def _validate(self, model, loaders):
        model.eval()
        with torch.no_grad():
            model.on_validation_epoch_start()
            for batch in _batches(loaders):
                model.validation_step(batch, unknown())
            model.validation_epoch_end(unknown())
            model.on_validation_epoch_end()
        for one in self.callbacks:
            callback(one.on_validation_epoch_end, self, model)
        model.train()

    def _attach(self, model, datamodule):
        self.model = model
        self.lightning_module = model
        self.datamodule = datamodule
        model.trainer = self
        if datamodule is not None:
            datamodule.trainer = self

    def validate(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None):
        self._evaluate(model, dataloaders, datamodule, "validate")
        return unknown()

    def test(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None):
        self._evaluate(model, dataloaders, datamodule, "test")
        return unknown()

    def predict(self, model=None, dataloaders=None, datamodule=None, return_predictions=None, ckpt_path=None):
        self._evaluate(model, dataloaders, datamodule, "predict")
        return unknown()

    def _evaluate(self, model, loaders, datamodule, stage):
        if isinstance(loaders, LightningDataModule):
            datamodule = loaders
            loaders = None
        if model is None:
            model = self.lightning_module
        if datamodule is None:
            datamodule = self.datamodule
        data = model if datamodule is None else datamodule
        data.prepare_data()
        data.setup(stage)
        if loaders is None:
            loaders = data.val_dataloader() if stage == "validate" else data.test_dataloader()
        model.eval()
        with torch.no_grad():
            for batch in _batches(loaders):
                model.test_step(batch, unknown())

    def tune(self, model, *args, **kwargs):
        pass

    def save_checkpoint(self, filepath, weights_only=False, storage_options=None):
        pass


# A loader, or several in a list or dict.
def _batches(loaders):
    if isinstance(loaders, torch.utils.data.DataLoader):
        for batch in loaders:
            yield batch
    elif loaders is not None:
        for loader in loaders:
            if isinstance(loader, torch.utils.data.DataLoader):
                for batch in loader:
                    yield batch
            else:
                yield loader


# Workers get an init function of the library's where the user asked for it and gave none.
def _prepare(loaders):
    if workers_are_seeded() and isinstance(loaders, torch.utils.data.DataLoader):
        if loaders.worker_init_fn is None:
            loaders.worker_init_fn = pl_worker_init_function


# The library sets the epoch on samplers that take one.
def _follow_epoch(loaders, epoch):
    mark("set_epoch", loaders, epoch)
    if isinstance(loaders, torch.utils.data.DataLoader):
        if isinstance(loaders.sampler, torch.utils.data.distributed.DistributedSampler):
            loaders.sampler.set_epoch(epoch)
