from seedlint import *

from mmengine.dist import get_dist_info, init_dist, master_only
from mmengine.runner.utils import set_random_seed


def load_checkpoint(model, filename, map_location=None, strict=False, logger=None, revise_keys=None):
    pass


def build_optimizer(model, cfg):
    module_use(model)
    return unknown()


def wrap_fp16_model(model):
    pass
