from seedlint import *

from fastai.data.all import DataBlock, DataLoaders, RandomSplitter, get_files, get_image_files
from fastai.learner import Learner
from fastai.torch_core import no_random, set_seed
import numpy as np
import torch
from torch import nn


class ImageDataLoaders(DataLoaders):
    @classmethod
    def from_folder(cls, path, train="train", valid="valid", valid_pct=None, seed=None, **kwargs):
        return cls._split(valid_pct, seed)

    @classmethod
    def from_name_func(cls, path, fnames, label_func, valid_pct=0.2, seed=None, **kwargs):
        return cls._split(valid_pct, seed)

    from_path_func = from_name_func

    @classmethod
    def from_name_re(cls, path, fnames, pat, valid_pct=0.2, seed=None, **kwargs):
        return cls._split(valid_pct, seed)

    @classmethod
    def from_df(cls, df, path=".", valid_pct=0.2, seed=None, **kwargs):
        return cls._split(valid_pct, seed)

    @classmethod
    def from_csv(cls, path, csv_fname="labels.csv", valid_pct=0.2, seed=None, **kwargs):
        return cls._split(valid_pct, seed)


class SegmentationDataLoaders(ImageDataLoaders):
    @classmethod
    def from_label_func(cls, path, fnames, label_func, valid_pct=0.2, seed=None, **kwargs):
        return cls._split(valid_pct, seed)


# The body is pretrained unless told otherwise; the head is always new.
def vision_learner(dls, arch, normalize=True, n_out=None, pretrained=True, weights=None, **kwargs):
    draws("torch", "init")
    return Learner(dls, None)


cnn_learner = vision_learner
unet_learner = vision_learner
