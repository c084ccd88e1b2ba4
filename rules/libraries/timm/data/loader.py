from seedlint import *

import torch
from torch.utils.data import DataLoader


# numpy is seeded in every worker from the worker's own torch seed.
def _worker_init(worker_id, worker_seeding="all"):
    seeds("numpy", base_seed() + worker_id)


def create_loader(dataset, input_size=None, batch_size=None, is_training=False, no_aug=False, re_prob=0.0,
                  re_mode="const", re_count=1, re_split=False, scale=None, ratio=None, hflip=0.5, vflip=0.0,
                  color_jitter=0.4, auto_augment=None, num_aug_repeats=0, num_aug_splits=0, interpolation="bilinear",
                  mean=None, std=None, num_workers=1, distributed=False, crop_pct=None, crop_mode=None,
                  collate_fn=None, pin_memory=False, fp16=False, use_prefetcher=True, use_multi_epochs_loader=False,
                  persistent_workers=True, worker_seeding="all", **kwargs):
    if is_training:
        dataset.transform = _TrainTransform()
    sampler = None
    if distributed:
        sampler = torch.utils.data.distributed.DistributedSampler(dataset, shuffle=is_training)
    return DataLoader(dataset, batch_size=batch_size, shuffle=sampler is None and is_training, sampler=sampler,
                      num_workers=num_workers, collate_fn=collate_fn, pin_memory=pin_memory,
                      drop_last=is_training, worker_init_fn=_worker_init, persistent_workers=persistent_workers)


# Crops and jitters with Python's random and torch's stream; RandAugment and its like use Python's and numpy's.
class _TrainTransform:
    def __call__(self, image):
        draws("python", "augment")
        draws("torch", "augment")
        return unknown(image)
