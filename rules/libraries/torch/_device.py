# torch.device, also as a context.
from seedlint import *


class device:
    # torch.device("meta") as a context: nothing built inside draws, so the stream is as before afterwards.
    def __init__(self, type=None, index=None):
        self.type = type
        self.index = index

    def __enter__(self):
        if self.type == "meta":
            save("torch")
        return self

    def __exit__(self, *exception):
        if self.type == "meta":
            restore("torch")
