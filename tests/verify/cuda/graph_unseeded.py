# cause: unseeded-generator
# Inside a graph nothing is hashed: its values are seen where an operation outside reads them, its draws at the replay.
import torch

w = torch.ones(1 << 12, device="cuda")
torch.cuda.synchronize()
graph = torch.cuda.CUDAGraph()
with torch.cuda.graph(graph):
    y = torch.nn.functional.dropout(w, 0.5)
graph.replay()  # here
z = y * 2  # here
print(z.sum().item())
