# options: --light --steps 24
"""What may change under --light: two optimisers, a group that is added, a parameter that gets another tensor, an
optimiser that is made anew, a loop that catches the stop."""
import torch
from torch import nn

torch.manual_seed(0)
first, second = nn.Linear(4, 4), nn.Linear(4, 4)
one, two = torch.optim.Adam(first.parameters()), torch.optim.SGD(second.parameters(), lr=0.1)
for step in range(20):
    try:
        second(first(torch.randn(4, 4))).sum().backward()
        one.step()
        two.step()
    except SystemExit:
        print("stopped at", step)
    one.zero_grad()
    two.zero_grad()
    if step == 3:
        two.add_param_group({"params": [nn.Parameter(torch.zeros(3))]})
    if step == 5:
        torch.utils.swap_tensors(first.weight, nn.Parameter(torch.randn(4, 4)))
    if step == 7:
        one = torch.optim.Adam(first.parameters())
