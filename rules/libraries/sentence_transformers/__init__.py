from seedlint import *

import torch
import torch.nn as nn
from transformers.trainer import Trainer
from transformers.training_args import TrainingArguments


class SentenceTransformer(nn.Module):
    def __init__(self, model_name_or_path=None, modules=None, device=None, **kwargs):
        super().__init__()
        self.hidden_dropout = nn.Dropout(config("hidden_dropout_prob"))

    def forward(self, input, **kwargs):
        self.hidden_dropout(unknown())
        return unknown()

    # The older interface: loaders with losses, trained one after the other.
    def fit(self, train_objectives, evaluator=None, epochs=1, *args, **kwargs):
        for epoch in range(unknown()):
            for loader, loss in train_objectives:
                for batch in loader:
                    loss(batch, unknown())
                    trains()

    def encode(self, sentences, *args, **kwargs):
        return unknown()

    def save(self, path, *args, **kwargs):
        pass


class SentenceTransformerTrainingArguments(TrainingArguments):
    pass


class SentenceTransformerTrainer(Trainer):
    pass


class InputExample:
    def __init__(self, guid="", texts=None, label=0):
        pass
