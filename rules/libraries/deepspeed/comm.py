from torch.distributed import *
from deepspeed import init_distributed
