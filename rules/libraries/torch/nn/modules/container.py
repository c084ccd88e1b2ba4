# torch.nn.modules.container: names live in torch.nn.
from torch.nn import *
