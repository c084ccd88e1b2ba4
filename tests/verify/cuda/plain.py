# Seeded: a convolutional net, values taken to the host with and without waiting.
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(0)
torch.backends.cudnn.deterministic = True
net = nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(16), nn.ReLU(), nn.Dropout(0.2), nn.Flatten(), nn.Linear(16 * 14 * 14, 10)).cuda()
optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
kept = torch.empty(8, 10, pin_memory=True)
for step in range(8):
    x = torch.randn(8, 3, 16, 16).cuda(non_blocking=True)
    y = torch.randint(0, 10, (8,), device="cuda")
    out = net(x)
    kept.copy_(out.detach(), non_blocking=True)
    later = out.detach().t().to("cpu", non_blocking=True)
    loss = F.cross_entropy(out, y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    torch.cuda.synchronize()
    assert (kept.t() == later).all()
    if loss.item() > 100:
        break
