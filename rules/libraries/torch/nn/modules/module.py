# torch.nn.modules.module: names live in torch.nn.
from torch.nn import *
