from seedlint import *

from timm.utils.random import random_seed
from timm.utils.distributed import (
    distribute_bn, init_distributed_device, is_distributed_env, is_primary, reduce_tensor, world_info_from_env)
from timm.utils.model_ema import ModelEma, ModelEmaV2, ModelEmaV3


class NativeScaler:
    def __call__(self, loss, optimizer, clip_grad=None, clip_mode="norm", parameters=None, create_graph=False,
                 need_update=True):
        trains()

    def state_dict(self):
        return unknown()

    def load_state_dict(self, state_dict):
        pass


ApexScaler = NativeScaler


class AverageMeter:
    def __init__(self):
        self.avg = unknown()
        self.val = unknown()
        self.sum = unknown()

    def reset(self):
        pass

    def update(self, val, n=1):
        pass


def accuracy(output, target, topk=(1,)):
    return unknown()


def get_state_dict(model, unwrap_fn=None):
    return unknown()


def unwrap_model(model):
    return model
