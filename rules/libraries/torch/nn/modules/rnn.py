# torch.nn.modules.rnn: names live in torch.nn.
from torch.nn import *
