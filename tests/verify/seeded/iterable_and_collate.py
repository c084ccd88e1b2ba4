import random

import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

torch.manual_seed(0)
random.seed(0)


class Stream(IterableDataset):
    def __iter__(self):
        info = get_worker_info()
        for i in range(info.id if info else 0, 20, info.num_workers if info else 1):
            yield {"x": torch.rand(3) * i, "n": i}


def collate(items):
    return {"x": torch.stack([item["x"] for item in items]), "n": torch.tensor([item["n"] for item in items])}


total = torch.zeros(3)
for epoch in range(2):
    for batch in DataLoader(Stream(), batch_size=4, num_workers=2, collate_fn=collate):
        total = total * 0.9 + (batch["x"] * batch["n"][:, None]).sum(0)
print(total)
