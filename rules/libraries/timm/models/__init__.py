from seedlint import *

import torch.nn as nn


class Model(nn.Module):
    def __init__(self, drop_rate=0.0, drop_path_rate=0.0):
        super().__init__()
        self.default_cfg = unknown()
        self.drop_rate = drop_rate
        if drop_rate:
            self.head_drop = nn.Dropout(drop_rate)
        self.drop_path_rate = drop_path_rate

    def forward(self, x):
        if self.drop_rate:
            self.head_drop(x)
        if self.drop_path_rate and self.training:
            draws("torch", "step")
        return unknown()

    def forward_features(self, x):
        return unknown()

    def reset_classifier(self, num_classes, global_pool=None):
        draws("torch", "init")

    def get_classifier(self):
        return unknown()

    def no_weight_decay(self):
        return unknown()


_registered = []


# All weights are random without `pretrained`; with it only a head for another number of classes.
def create_model(model_name, pretrained=False, pretrained_cfg=None, pretrained_cfg_overlay=None, checkpoint_path=None,
                 cache_dir=None, scriptable=None, exportable=None, no_jit=None, num_classes=None, drop_rate=0.0,
                 drop_path_rate=0.0, drop_block_rate=None, global_pool=None, in_chans=3, features_only=False,
                 **kwargs):
    # A project that registers models of its own means those.
    for function in _registered:
        return function(pretrained=pretrained, num_classes=num_classes, drop_rate=drop_rate,
                        drop_path_rate=drop_path_rate, **kwargs)
    model = Model(drop_rate, drop_path_rate)
    if not pretrained:
        draws("torch", "init")
    elif num_classes is not None and num_classes != 0 and num_classes != 1000 and not features_only:
        draws("torch", "init")
    return model


def list_models(*args, **kwargs):
    return unknown()


def is_model(model_name):
    return unknown()


def load_checkpoint(model, checkpoint_path, use_ema=True, device="cpu", strict=True, remap=False, filter_fn=None):
    if strict:
        overwrite(model)


def resume_checkpoint(model, checkpoint_path, optimizer=None, loss_scaler=None, log_info=True):
    overwrite(model)
    return unknown()


def load_state_dict(checkpoint_path, use_ema=True, device="cpu", weights_only=False):
    return unknown()


def safe_model_name(model_name, remove_source=True):
    return unknown()


def convert_splitbn_model(module, num_splits=2):
    return module


def model_parameters(model, exclude_head=False):
    return model.parameters()


# A decorator that lists the function among create_model's names.
def register_model(fn):
    _registered.append(fn)
    return fn


def build_model_with_cfg(model_cls, variant, pretrained, **kwargs):
    return model_cls(**unknown())
