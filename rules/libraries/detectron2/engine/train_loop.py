from seedlint import *


class HookBase:
    def before_train(self):
        pass

    def after_train(self):
        pass

    def before_step(self):
        pass

    def after_step(self):
        pass


class TrainerBase:
    def register_hooks(self, hooks):
        pass

    def build_hooks(self):
        return []

    def before_train(self):
        pass

    def run_step(self):
        pass

    def train(self, start_iter=0, max_iter=1):
        for _ in range(unknown()):
            self.run_step()
            trains()


class SimpleTrainer(TrainerBase):
    def __init__(self, model=None, data_loader=None, optimizer=None, *args, **kwargs):
        module_use(model)
        self.model = model
        self.data_loader = data_loader

    def run_step(self):
        for batch in self.data_loader:
            self.model(batch)


class AMPTrainer(SimpleTrainer):
    pass
