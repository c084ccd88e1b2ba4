# torch._tensor: names live in torch.
from torch import Tensor
