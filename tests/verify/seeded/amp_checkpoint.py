import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

torch.manual_seed(0)
body = nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
head = nn.Linear(16, 3)
optimizer = torch.optim.AdamW([*body.parameters(), *head.parameters()], lr=1e-3)
for step in range(6):
    x = torch.randn(4, 5, 16)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = checkpoint(body, x, use_reentrant=step % 2 == 0) if step else body(x)
        loss = head(hidden).float().logsumexp(-1).mean()
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(body.parameters(), 1.0)
    optimizer.step()
print(loss.item())
