# torch.nn.modules.linear: names live in torch.nn.
from torch.nn import *
