from seedlint import *

import torch.nn as nn


class EfficientNet(nn.Module):
    def __init__(self, blocks_args=None, global_params=None):
        super().__init__()
        draws("torch", "init")

    # Drops out before the classifier and drops whole blocks.
    def forward(self, inputs):
        if self.training:
            draws("torch", "step")
        return unknown()

    @classmethod
    def from_name(cls, model_name, in_channels=3, **override_params):
        return cls()

    # Another number of classes, or of channels, means new layers.
    @classmethod
    def from_pretrained(cls, model_name, weights_path=None, advprop=False, in_channels=3, num_classes=1000, **params):
        made = cls()
        overwrite(made)
        if num_classes != 1000 or in_channels != 3:
            draws("torch", "init")
        return made
