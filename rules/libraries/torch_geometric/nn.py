from seedlint import *

import torch.nn as nn
from torch.nn import Sequential


# Layers draw their weights when they are made.
class MessagePassing(nn.Module):
    def __init__(self, aggr="sum", **kwargs):
        super().__init__()

    def propagate(self, edge_index, size=None, **kwargs):
        self.message(unknown())
        return unknown()

    def message(self, x_j):
        return x_j


class _Layer(MessagePassing):
    def __init__(self, in_channels=None, out_channels=None, *args, dropout=0.0, **kwargs):
        super().__init__()
        draws("torch", "init")
        self.dropout = nn.Dropout(dropout)

    def reset_parameters(self):
        draws("torch", "init")

    def forward(self, x, *args, **kwargs):
        self.dropout(x)
        return unknown(x)


class GCNConv(_Layer): pass
class GATConv(_Layer): pass
class GATv2Conv(_Layer): pass
class SAGEConv(_Layer): pass
class GraphConv(_Layer): pass
class GINConv(_Layer): pass
class GINEConv(_Layer): pass
class ChebConv(_Layer): pass
class ARMAConv(_Layer): pass
class TAGConv(_Layer): pass
class SGConv(_Layer): pass
class APPNP(_Layer): pass
class TransformerConv(_Layer): pass
class NNConv(_Layer): pass
class EdgeConv(_Layer): pass
class DynamicEdgeConv(_Layer): pass
class PNAConv(_Layer): pass
class RGCNConv(_Layer): pass
class FastRGCNConv(_Layer): pass
class HypergraphConv(_Layer): pass
class GatedGraphConv(_Layer): pass
class GENConv(_Layer): pass
class ClusterGCNConv(_Layer): pass
class LEConv(_Layer): pass
class FiLMConv(_Layer): pass
class SuperGATConv(_Layer): pass
class HGTConv(_Layer): pass
class HANConv(_Layer): pass
class HeteroConv(_Layer): pass
class PointNetConv(_Layer): pass
class PointConv(_Layer): pass
class XConv(_Layer): pass
class SplineConv(_Layer): pass
class GMMConv(_Layer): pass
class CGConv(_Layer): pass
class ResGatedGraphConv(_Layer): pass
class GCN2Conv(_Layer): pass
class GPSConv(_Layer): pass
class GeneralConv(_Layer): pass
class MFConv(_Layer): pass
class AGNNConv(_Layer): pass
class Linear(_Layer): pass
class HeteroLinear(_Layer): pass
class HeteroDictLinear(_Layer): pass
class GCN(_Layer): pass
class GAT(_Layer): pass
class GIN(_Layer): pass
class GraphSAGE(_Layer): pass
class PNA(_Layer): pass
class EdgeCNN(_Layer): pass
class MLP(_Layer): pass
class DeepGCNLayer(_Layer): pass
class JumpingKnowledge(_Layer): pass
class SchNet(_Layer): pass
class DimeNet(_Layer): pass
class DimeNetPlusPlus(_Layer): pass
class AttentiveFP(_Layer): pass
class GraphUNet(_Layer): pass
class LightGCN(_Layer): pass
class Node2Vec(_Layer): pass
class MetaPath2Vec(_Layer): pass
class VGAE(_Layer): pass
class GAE(_Layer): pass
class ARGVA(_Layer): pass
class ARGA(_Layer): pass
class DeepGraphInfomax(_Layer): pass
class RECT_L(_Layer): pass
class SIGN(_Layer): pass


def _pool(x, *args, **kwargs):
    return unknown(x)


global_add_pool = global_mean_pool = global_max_pool = global_sort_pool = _pool
BatchNorm = LayerNorm = GraphNorm = InstanceNorm = PairNorm = MessageNorm = nn.Identity


# A model may be given as a list of layers.
class DataParallel(nn.Module):
    def __init__(self, module, *args, **kwargs):
        super().__init__()
        module_use(module)
        self.module = module

    def forward(self, data_list):
        return self.module(unknown())
