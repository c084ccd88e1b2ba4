from seedlint import *


def set_global_seed(seed):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)


def prepare_cudnn(deterministic=None, benchmark=None):
    if deterministic is not None:
        flag("torch.backends.cudnn.deterministic", deterministic)
    if benchmark is not None:
        flag("torch.backends.cudnn.benchmark", benchmark)
