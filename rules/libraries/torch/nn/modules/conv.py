# torch.nn.modules.conv: names live in torch.nn.
from torch.nn import *
from torch.nn import Module, _ConvNd
