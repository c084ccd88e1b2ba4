# Seeded: a training step captured into a CUDA graph, dropout in it, replayed with new inputs; results read outside.
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Dropout(0.3), nn.Linear(128, 1)).cuda()
optimizer = torch.optim.SGD(net.parameters(), lr=1e-2)
x = torch.randn(32, 64, device="cuda")

side = torch.cuda.Stream()
side.wait_stream(torch.cuda.current_stream())
with torch.cuda.stream(side):
    for _ in range(3):
        optimizer.zero_grad(set_to_none=True)
        net(x).pow(2).mean().backward()
        optimizer.step()
torch.cuda.current_stream().wait_stream(side)

graph = torch.cuda.CUDAGraph()
optimizer.zero_grad(set_to_none=True)
with torch.cuda.graph(graph):
    loss = net(x).pow(2).mean()
    loss.backward()
    optimizer.step()

total = torch.zeros((), device="cuda")
for step in range(10):
    x.copy_(torch.randn(32, 64, device="cuda"))
    graph.replay()
    total += loss
print(total.item(), torch.rand(1, device="cuda").item())
