from seedlint import *


class Learner:
    def __init__(self, dls=None, model=None, loss_func=None, opt_func=None, **kwargs):
        module_use(model)
        self.dls = dls
        self.model = model
        self.recorder = unknown()

    def fit(self, *args, **kwargs):
        for _ in range(unknown()):
            draws("torch", "augment")
            draws("python", "augment")
            trains()

    fit_one_cycle = fit
    fine_tune = fit
    fit_flat_cos = fit
    fit_sgdr = fit

    def lr_find(self, *args, **kwargs):
        return unknown()

    def to_fp16(self, **kwargs):
        return self

    def validate(self, *args, **kwargs):
        return unknown()

    def get_preds(self, *args, **kwargs):
        return (unknown(), unknown())

    def predict(self, item, **kwargs):
        return unknown()

    def save(self, file, **kwargs):
        pass

    def load(self, file, **kwargs):
        return self

    def export(self, fname="export.pkl", **kwargs):
        pass

    def freeze(self):
        pass

    def unfreeze(self):
        pass
