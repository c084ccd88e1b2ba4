from seedlint import *

from fastai.data.all import DataBlock, DataLoaders, RandomSplitter
from fastai.learner import Learner
from fastai.torch_core import no_random, set_seed


class TextDataLoaders(DataLoaders):
    @classmethod
    def from_folder(cls, path, train="train", valid="valid", valid_pct=None, seed=None, **kwargs):
        return cls._split(valid_pct, seed)

    @classmethod
    def from_df(cls, df, path=".", valid_pct=0.2, seed=None, **kwargs):
        return cls._split(valid_pct, seed)


def language_model_learner(dls, arch, **kwargs):
    draws("torch", "init")
    return Learner(dls, None)


text_classifier_learner = language_model_learner
