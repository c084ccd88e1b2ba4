# torch.nn.parallel.data_parallel
from torch.nn.parallel import DataParallel
