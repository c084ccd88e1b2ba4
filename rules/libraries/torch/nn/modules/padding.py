# torch.nn.modules.padding: names live in torch.nn.
from torch.nn import *
