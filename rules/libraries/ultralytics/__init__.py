from seedlint import *


# Seeds by itself at the start of training (seed 0 unless told otherwise), the rank added.
class YOLO:
    def __init__(self, model="yolo11n.pt", task=None, verbose=False):
        self.model = unknown()
        self.names = unknown()

    def train(self, trainer=None, seed=0, **kwargs):
        group("framework", self)
        seeds("python", seed + 1 + rank())
        seeds("numpy", seed + 1 + rank())
        seeds("torch", seed + 1 + rank())
        seeds("torch.cuda", seed + 1 + rank())
        trains()
        return unknown()

    def val(self, **kwargs):
        return unknown()

    def predict(self, source=None, **kwargs):
        return unknown()

    def __call__(self, source=None, **kwargs):
        return unknown()

    def export(self, **kwargs):
        return unknown()

    def load(self, weights):
        return self

    def tune(self, *args, **kwargs):
        trains()


class RTDETR(YOLO): pass
class YOLOWorld(YOLO): pass
class SAM(YOLO): pass
