import io

import numpy as np
import torch

rng = np.random.default_rng(7)
torch.manual_seed(0)
stage = torch.empty(16, 4)
seen = np.empty((16, 4), dtype=np.float32)
total = torch.zeros(4)
for step in range(6):
    seen[:] = rng.normal(size=(16, 4))
    stage.copy_(torch.from_numpy(seen))
    part = torch.empty_like(stage)
    part[:8] = stage[:8]
    part[8:] = 0
    total += part.sum(0)
    kept = torch.zeros_like(torch.empty(3, 3)) + torch.empty(2).new_zeros(3, 3) + torch.empty(0).sum()
saved = io.BytesIO()
torch.save({"total": total}, saved)
saved.seek(0)
again = torch.load(saved)["total"]
print((again + kept.sum()).sum().item())
