# torch.nn.modules: names live in torch.nn.
from torch.nn import *
