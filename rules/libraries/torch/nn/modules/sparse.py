# torch.nn.modules.sparse: names live in torch.nn.
from torch.nn import *
