# torch.nn.parameter: names live in torch.nn.
from torch.nn import Parameter, Buffer, UninitializedParameter
