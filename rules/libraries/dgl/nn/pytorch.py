from seedlint import *

import torch.nn as nn


class _Layer(nn.Module):
    def __init__(self, *args, feat_drop=0.0, **kwargs):
        super().__init__()
        draws("torch", "init")
        self.feat_drop = nn.Dropout(feat_drop)

    def forward(self, graph, feat=None, *args, **kwargs):
        self.feat_drop(feat)
        return unknown(feat)


class GraphConv(_Layer): pass
class GATConv(_Layer): pass
class GATv2Conv(_Layer): pass
class SAGEConv(_Layer): pass
class GINConv(_Layer): pass
class GINEConv(_Layer): pass
class ChebConv(_Layer): pass
class TAGConv(_Layer): pass
class SGConv(_Layer): pass
class APPNPConv(_Layer): pass
class RelGraphConv(_Layer): pass
class EdgeConv(_Layer): pass
class NNConv(_Layer): pass
class GatedGraphConv(_Layer): pass
class DotGatConv(_Layer): pass
class EdgeGATConv(_Layer): pass
class GCN2Conv(_Layer): pass
class HGTConv(_Layer): pass
class PNAConv(_Layer): pass
class EGNNConv(_Layer): pass
class SetTransformerEncoder(_Layer): pass
class GlobalAttentionPooling(_Layer): pass
class Set2Set(_Layer): pass


# Applies one layer per edge type.
class HeteroGraphConv(nn.Module):
    def __init__(self, mods, aggregate="sum"):
        super().__init__()
        self.mods = mods

    def forward(self, g, inputs, *args, **kwargs):
        return unknown()
