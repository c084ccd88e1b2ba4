# torch.nn.modules.activation: names live in torch.nn.
from torch.nn import *
