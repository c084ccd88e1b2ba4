from seedlint import *

from catalyst.utils import set_global_seed


# Seeds at the start of training, after the user's model and loaders were made.
class Runner:
    def __init__(self, model=None, *args, **kwargs):
        self.model = model
        self.batch = unknown()

    def handle_batch(self, batch):
        self.model(unknown(batch))

    def train(self, *, loaders=None, model=None, engine=None, criterion=None, optimizer=None, scheduler=None,
              callbacks=None, loggers=None, seed=42, num_epochs=1, **kwargs):
        set_global_seed(seed)
        group("framework", self)
        if model is not None:
            module_use(model)
            self.model = model
        for epoch in range(unknown()):
            for loader in loaders.values():
                for batch in loader:
                    self.handle_batch(batch)
                    trains()

    def predict_loader(self, **kwargs):
        return unknown()


class SupervisedRunner(Runner): pass
class Callback: pass
