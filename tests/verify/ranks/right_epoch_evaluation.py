# expect: none ranks: 2
import numpy as np
import torch
from torch.utils.data import DataLoader, DistributedSampler
from parts import Rows, fit, net, ranks, wrapped


class Noisy(Rows):
    def __getitem__(self, index):
        return super().__getitem__(index) + float(np.random.rand())


def fixed(worker):
    np.random.seed(0)


torch.manual_seed(5 + ranks())
data = Rows()
sampler = DistributedSampler(data)
check = Noisy()
loader = DataLoader(data, 4, sampler=sampler, num_workers=1, persistent_workers=True)
valid = DataLoader(check, 4, sampler=DistributedSampler(check), num_workers=2, worker_init_fn=fixed)
model = wrapped(net(0.1))
optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
for epoch in range(3):
    sampler.set_epoch(epoch)
    fit(model, loader, epochs=1, optimizer=optimizer)
    model.eval()
    with torch.no_grad():
        for batch in valid:
            model(batch.float())
    model.train()
