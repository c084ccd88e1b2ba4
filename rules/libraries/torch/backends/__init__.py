# torch.backends: the names that may be assigned here.
from seedlint import *
__flags__ = True
fp32_precision = unknown()
disable_global_flags = unknown()
