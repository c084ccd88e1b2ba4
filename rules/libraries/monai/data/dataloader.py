from seedlint import *

import torch
from monai.data.utils import list_data_collate, worker_init_fn


# Workers seed the dataset's Randomizable transforms from their torch seed.
class DataLoader(torch.utils.data.DataLoader):
    def __init__(self, dataset, num_workers=0, batch_size=1, shuffle=False, sampler=None, collate_fn=None,
                 worker_init_fn=worker_init_fn, generator=None, persistent_workers=False, drop_last=False, **kwargs):
        super().__init__(dataset, batch_size=batch_size, shuffle=shuffle, sampler=sampler, num_workers=num_workers,
                         collate_fn=list_data_collate if collate_fn is None else collate_fn,
                         worker_init_fn=worker_init_fn, generator=generator, drop_last=drop_last,
                         persistent_workers=persistent_workers)


class ThreadDataLoader(DataLoader):
    pass
