from seedlint import *


# A copy of the model that follows it.
class ModelEma:
    def __init__(self, model, decay=0.9999, device="", resume=""):
        self.ema = model
        self.module = model

    def update(self, model, step=None):
        pass

    def set(self, model):
        pass


ModelEmaV2 = ModelEma
ModelEmaV3 = ModelEma
