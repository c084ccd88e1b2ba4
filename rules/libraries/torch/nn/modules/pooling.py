# torch.nn.modules.pooling: names live in torch.nn.
from torch.nn import *
