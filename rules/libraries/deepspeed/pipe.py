from seedlint import *

import torch.nn as nn


class LayerSpec:
    def __init__(self, typename, *module_args, **module_kwargs):
        self.typename = typename
        self.module_args = module_args


class TiedLayerSpec(LayerSpec):
    def __init__(self, key, typename, *module_args, **module_kwargs):
        super().__init__(typename, *module_args)


class PipelineModule(nn.Module):
    def __init__(self, layers=None, num_stages=None, topology=None, loss_fn=None, seed_layers=False, seed_fn=None,
                 base_seed=1234, **kwargs):
        super().__init__()
        draws("torch", "init")
