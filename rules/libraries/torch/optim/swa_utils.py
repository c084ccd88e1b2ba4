# torch.optim.swa_utils: averages copies of a model.
from torch.nn import Module
from torch.optim.lr_scheduler import LRScheduler


class AveragedModel(Module):
    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        self.module = model

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def update_parameters(self, model):
        pass


SWALR = LRScheduler


def update_bn(loader, model, device=None):
    for batch in loader:
        model(batch)
