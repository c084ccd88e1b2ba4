# expect: none ranks: 2
import torch
from torch.utils.data import DataLoader, DistributedSampler, random_split
from parts import Rows, fit, net, ranks, wrapped

torch.manual_seed(0)
ranks()
train, valid = random_split(Rows(), [37, 11])
sampler = DistributedSampler(train)
model = wrapped(net())
fit(model, DataLoader(train, 4, sampler=sampler), sampler=sampler)
with torch.no_grad():
    for batch in DataLoader(valid, 4):
        model(batch)
