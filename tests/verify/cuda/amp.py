# Seeded: autocast to bfloat16, then float16 with a scaler, checkpointing with dropout, a fused and a foreach optimiser.
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

torch.manual_seed(0)
body = nn.Sequential(nn.Linear(64, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, 64)).cuda()
head = nn.Linear(64, 3).cuda()
for dtype, fused in ((torch.bfloat16, True), (torch.float16, False)):
    optimizer = torch.optim.AdamW([*body.parameters(), *head.parameters()], lr=1e-3, fused=fused, foreach=not fused)
    scaler = torch.amp.GradScaler("cuda", enabled=dtype is torch.float16)
    for step in range(5):
        x = torch.randn(32, 64, device="cuda")
        with torch.autocast("cuda", dtype=dtype):
            hidden = checkpoint(body, x, use_reentrant=step % 2 == 0) if step else body(x)
            loss = head(hidden).float().logsumexp(-1).mean()
        optimizer.zero_grad()
        scaler.scale(loss).backward()
        scaler.step(optimizer)
        scaler.update()
print(loss.item())
