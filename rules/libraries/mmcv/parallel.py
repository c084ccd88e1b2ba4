from seedlint import *


class MMDataParallel:
    def __init__(self, module, *args, **kwargs):
        module_use(module)
        self.module = module

    def __call__(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def train(self, mode=True):
        return self.module.train(mode)

    def eval(self):
        return self.module.eval()


class MMDistributedDataParallel(MMDataParallel):
    def __init__(self, module, *args, **kwargs):
        super().__init__(module)
        group("ddp", module)


def collate(batch, samples_per_gpu=1):
    return unknown()
