# torch.nn.modules.transformer: names live in torch.nn.
from torch.nn import *
