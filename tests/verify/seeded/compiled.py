# options: --time 300
"""torch.compile with Inductor on the CPU: fused kernels are seen at their edges. The first run of a pair compiles, the
second finds everything in the cache."""
import os

if "KEPT_BETWEEN_RUNS" in os.environ:
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = os.path.join(os.environ["KEPT_BETWEEN_RUNS"], "inductor")

import torch
from torch import nn

torch.manual_seed(0)
torch.set_num_threads(1)
model = nn.Sequential(nn.Linear(16, 32), nn.GELU(), nn.LayerNorm(32), nn.Linear(32, 4))
step_of = torch.compile(lambda x, y: nn.functional.cross_entropy(model(x), y))
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
for step in range(5):
    loss = step_of(torch.randn(8, 16), torch.randint(0, 4, (8,)))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
