import torch
from torch import nn

torch.manual_seed(0)
for make in (lambda p: torch.optim.Adam(p, foreach=True), lambda p: torch.optim.Adam(p, fused=True),
             lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, foreach=True), lambda p: torch.optim.RMSprop(p),
             lambda p: torch.optim.Adagrad(p), lambda p: torch.optim.LBFGS(p, max_iter=3)):
    model = nn.Sequential(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = make(model.parameters())
    x, y = torch.randn(10, 6), torch.randn(10, 1)

    def closure():
        optimizer.zero_grad()
        loss = (model(x) - y).pow(2).mean()
        loss.backward()
        return loss

    for step in range(4):
        optimizer.step(closure)
    print(closure().item())
