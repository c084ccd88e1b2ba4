from lightning.pytorch.callbacks.callback import Callback


# The library's own draw nothing.
class _Quiet(Callback):
    def __init__(self, *args, **kwargs):
        self.best_model_path = ""
        self.best_model_score = None


class ModelCheckpoint(_Quiet): pass
class EarlyStopping(_Quiet): pass
class LearningRateMonitor(_Quiet): pass
class TQDMProgressBar(_Quiet): pass
class RichProgressBar(_Quiet): pass
class RichModelSummary(_Quiet): pass
class ModelSummary(_Quiet): pass
class DeviceStatsMonitor(_Quiet): pass
class GPUStatsMonitor(_Quiet): pass
class StochasticWeightAveraging(_Quiet): pass
class GradientAccumulationScheduler(_Quiet): pass
class LambdaCallback(_Quiet): pass
class Timer(_Quiet): pass
