# Seeded: work on two streams of torch's pool, in order by events, and a tensor freed while the other stream may use it.
import torch
from torch import nn

torch.manual_seed(0)
a, b = nn.Linear(512, 512).cuda(), nn.Linear(512, 512).cuda()
optimizer = torch.optim.SGD([*a.parameters(), *b.parameters()], lr=1e-3)
side, third = torch.cuda.Stream(), torch.cuda.Stream()
for step in range(8):
    x = torch.randn(256, 512, device="cuda")
    side.wait_stream(torch.cuda.current_stream())
    third.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        left = a(x).relu()
    with torch.cuda.stream(third):
        right = b(x).tanh()
        right_sum = right.double().sum()
    x.record_stream(side)
    x.record_stream(third)
    del x
    torch.cuda.current_stream().wait_stream(side)
    torch.cuda.current_stream().wait_stream(third)
    noise = torch.randn(256, 512, device="cuda")
    loss = (left * right * noise).mean() + right_sum.float() * 1e-6
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
