# torch.nn.modules.normalization: names live in torch.nn.
from torch.nn import *
