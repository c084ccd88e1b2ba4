from dgl.nn.pytorch import *
