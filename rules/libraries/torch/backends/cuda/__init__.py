# torch.backends.cuda: the names that may be assigned here.
from seedlint import *
__flags__ = True
cufft_plan_cache = unknown()


def enable_flash_sdp(enabled):
    flag("torch.backends.cuda.enable_flash_sdp", enabled)


def enable_mem_efficient_sdp(enabled):
    flag("torch.backends.cuda.enable_mem_efficient_sdp", enabled)


def enable_math_sdp(enabled):
    flag("torch.backends.cuda.enable_math_sdp", enabled)


def enable_cudnn_sdp(enabled):
    flag("torch.backends.cuda.enable_cudnn_sdp", enabled)


class sdp_kernel:
    def __init__(self, enable_flash=True, enable_math=True, enable_mem_efficient=True, enable_cudnn=True):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass
