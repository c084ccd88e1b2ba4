from seedlint import *

import torch.nn as nn


class ComposerModel(nn.Module):
    def loss(self, outputs, batch):
        return unknown()

    def eval_forward(self, batch, outputs=None):
        return self(batch)


class HuggingFaceModel(ComposerModel):
    def __init__(self, model=None, tokenizer=None, *args, **kwargs):
        super().__init__()
        self.model = model

    def forward(self, batch):
        return self.model(**batch)


class ComposerClassifier(ComposerModel):
    def __init__(self, module=None, *args, **kwargs):
        super().__init__()
        self.module = module

    def forward(self, batch):
        return self.module(batch)
