# torch.serialization
from torch import load, save
