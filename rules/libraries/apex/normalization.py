import torch.nn as nn


class FusedLayerNorm(nn.LayerNorm): pass
class FusedRMSNorm(nn.LayerNorm): pass
