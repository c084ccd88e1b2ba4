# torch.nn.modules.loss: names live in torch.nn.
from torch.nn import *
from torch.nn._silent import _Loss, _Loss as _WeightedLoss
