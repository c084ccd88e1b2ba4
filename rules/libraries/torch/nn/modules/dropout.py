# torch.nn.modules.dropout: names live in torch.nn.
from torch.nn import *
from torch.nn import Module, _DropoutNd
