# torch.nn.modules.instancenorm: names live in torch.nn.
from torch.nn import *
