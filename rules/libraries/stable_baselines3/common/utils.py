from seedlint import *


def set_random_seed(seed, using_cuda=False):
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    if using_cuda:
        flag("torch.backends.cudnn.deterministic", True)
        flag("torch.backends.cudnn.benchmark", False)
