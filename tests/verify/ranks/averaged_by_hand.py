# expect: rank-seed-where-ranks-must-agree ranks: 2
import torch
import torch.distributed as dist
from parts import net, ranks

torch.manual_seed(ranks())
model = net()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-3)
for step in range(4):
    model(torch.randn(8, 4)).pow(2).mean().backward()
    for parameter in model.parameters():
        dist.all_reduce(parameter.grad)
        parameter.grad /= 2
    optimizer.step()
    optimizer.zero_grad()
