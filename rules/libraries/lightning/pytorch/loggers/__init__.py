from seedlint import *


class Logger:
    def __init__(self, *args, **kwargs):
        self.experiment = unknown()
        self.log_dir = unknown()

    def log_hyperparams(self, params, *args, **kwargs):
        pass

    def log_metrics(self, metrics, step=None):
        pass

    def watch(self, model, *args, **kwargs):
        pass


class TensorBoardLogger(Logger): pass
class WandbLogger(Logger): pass
class CSVLogger(Logger): pass
class CometLogger(Logger): pass
class MLFlowLogger(Logger): pass
class NeptuneLogger(Logger): pass
