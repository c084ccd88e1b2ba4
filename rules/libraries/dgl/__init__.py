from seedlint import *

from dgl.random import seed
import dgl.nn
import dgl.dataloading
