from mmengine.runner.runner import Runner
from mmengine.runner.utils import set_random_seed


def load_checkpoint(model, filename, map_location=None, strict=False, logger=None, revise_keys=None):
    pass
