# expect: same-seed-all-ranks ranks: 2
import torch
from torch.utils.data import DataLoader
from parts import Rows, fit, net, ranks, wrapped

ranks()
torch.manual_seed(0)
fit(wrapped(net()), DataLoader(Rows(), 4, shuffle=True))
