# torch.utils.data._utils.worker
from torch.utils.data import get_worker_info
