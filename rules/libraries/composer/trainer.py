from seedlint import *

from composer.utils.reproducibility import configure_deterministic_mode, seed_all


# Seeds after the model was built, with the rank added; without a seed rank 0 takes one from the clock.
class Trainer:
    def __init__(self, *, model=None, train_dataloader=None, max_duration=None, algorithms=None, optimizers=None,
                 schedulers=None, eval_dataloader=None, callbacks=None, seed=None, deterministic_mode=False,
                 **kwargs):
        if distributed():
            group("init")
        group("framework", self)
        if deterministic_mode:
            configure_deterministic_mode()
        if seed is None:
            seed = entropy()
        seed_all(seed + rank())
        module_use(model)
        self.model = model
        self.loader = train_dataloader
        if distributed():
            group("ddp", model)
        self.state = unknown()

    def fit(self, *, train_dataloader=None, duration=None, **kwargs):
        loader = self.loader if train_dataloader is None else train_dataloader
        for epoch in range(unknown()):
            mark("set_epoch", loader, epoch)
            for batch in loader:
                outputs = self.model(batch)
                self.model.loss(outputs, batch)
                trains()

    def eval(self, *args, **kwargs):
        pass
