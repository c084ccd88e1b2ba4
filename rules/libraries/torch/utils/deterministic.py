# torch.utils.deterministic: the names that may be assigned here.
from seedlint import *
__flags__ = True
fill_uninitialized_memory = unknown()
