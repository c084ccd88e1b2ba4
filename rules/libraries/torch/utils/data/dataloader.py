# torch.utils.data.dataloader: names live in torch.utils.data.
from torch.utils.data import DataLoader, default_collate, default_convert, get_worker_info
