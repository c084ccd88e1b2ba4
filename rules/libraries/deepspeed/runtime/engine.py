from seedlint import *

import torch.nn as nn
from torch.utils.data import DataLoader


class DeepSpeedEngine(nn.Module):
    def __init__(self, module=None):
        super().__init__()
        self.module = module
        self.device = unknown()
        self.global_steps = unknown()
        self.optimizer = unknown()
        self.lr_scheduler = unknown()

    @property
    def local_rank(self):
        return local_rank()

    @property
    def global_rank(self):
        return rank()

    @property
    def world_size(self):
        return world_size()

    def forward(self, *inputs, **kwargs):
        return self.module(*inputs, **kwargs)

    def backward(self, loss, *args, **kwargs):
        trains()
        return loss

    def step(self, lr_kwargs=None):
        trains()

    def save_checkpoint(self, save_dir, *args, **kwargs):
        return True

    def load_checkpoint(self, load_dir, *args, **kwargs):
        return (unknown(), unknown())

    def is_gradient_accumulation_boundary(self):
        return unknown()

    def train_micro_batch_size_per_gpu(self):
        return unknown()

    def gradient_accumulation_steps(self):
        return unknown()

    def deepspeed_io(self, dataset, batch_size=None, collate_fn=None, num_local_io_workers=None, data_sampler=None,
                     **kwargs):
        loader = DataLoader(dataset, batch_size=batch_size, shuffle=True, collate_fn=collate_fn)
        mark("set_epoch", loader)
        return loader


class PipelineEngine(DeepSpeedEngine):
    def train_batch(self, data_iter=None):
        trains()
        return unknown()

    def eval_batch(self, data_iter=None, **kwargs):
        return unknown()
