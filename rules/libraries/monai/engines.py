from seedlint import *

import torch
from ignite.engine.engine import Engine


class _Worker(Engine):
    def add_handlers(self):
        pass


class SupervisedTrainer(_Worker):
    def __init__(self, device=None, max_epochs=None, train_data_loader=None, network=None, optimizer=None,
                 loss_function=None, train_handlers=None, **kwargs):
        super().__init__()
        self.network = network
        self._loader = train_data_loader
        self._max_epochs = max_epochs
        module_use(network)

    # The epoch is set on a distributed sampler at every epoch.
    def run(self):
        for epoch in range(unknown()):
            sampler = self._loader.sampler
            if isinstance(sampler, torch.utils.data.distributed.DistributedSampler):
                sampler.set_epoch(epoch)
            self._fire()
            for batch in self._loader:
                self.network.train()
                self.network(unknown(batch))
                trains()


class SupervisedEvaluator(_Worker):
    def __init__(self, device=None, val_data_loader=None, network=None, **kwargs):
        super().__init__()
        self.network = network
        self._loader = val_data_loader

    def run(self, global_epoch=1):
        self.network.eval()
        with torch.no_grad():
            for batch in self._loader:
                self.network(unknown(batch))
