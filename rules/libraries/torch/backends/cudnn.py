# torch.backends.cudnn: the names that may be assigned here. Anything else is silently ignored by torch.
from seedlint import *
__flags__ = True
enabled = unknown()
deterministic = unknown()
benchmark = unknown()
benchmark_limit = unknown()
allow_tf32 = unknown()
fp32_precision = unknown()
conv = unknown()
rnn = unknown()
verbose = unknown()


def set_flags(_enabled=None, _benchmark=None, _benchmark_limit=None, _deterministic=None, _allow_tf32=None,
              _fp32_precision="none"):
    if _deterministic is not None:
        flag("torch.backends.cudnn.deterministic", _deterministic)
    if _benchmark is not None:
        flag("torch.backends.cudnn.benchmark", _benchmark)


class flags:
    # Set inside the block only.
    def __init__(self, enabled=False, benchmark=False, benchmark_limit=10, deterministic=False, allow_tf32=True,
                 fp32_precision="none"):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass
