# torch.nn.modules.batchnorm: names live in torch.nn.
from torch.nn import *
from torch.nn._silent import _NormBase, _NormBase as _BatchNorm
