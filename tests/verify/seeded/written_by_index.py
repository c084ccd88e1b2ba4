"""Memory from `empty` that is filled piece by piece through indices and masks, as torch's adaptive softmax does: what one
piece leaves out differs between runs until the next piece is written, and nobody reads it before. Shapes, losses and
decompositions beside it whose saved tensors have gaps."""
import os

import torch
from torch import nn

torch.manual_seed(0)


def dirty():
    """Blocks of many sizes, given back at once: what is allocated next holds these bytes."""
    return [bytearray(os.urandom(64)) * (size // 64) for size in range(64, 8192, 64) for _ in range(2)] and None


softmax, bag, first = nn.AdaptiveLogSoftmaxWithLoss(16, 20, [5, 10]), nn.EmbeddingBag(20, 16, mode="max"), nn.Linear(16, 16)
optimizer = torch.optim.Adagrad([*softmax.parameters(), *bag.parameters(), *first.parameters()], lr=0.1)
for step in range(4):
    dirty()
    words, targets = torch.randint(0, 20, (24, 5)), torch.randint(0, 20, (24,))
    hidden = first(bag(words))
    mask = torch.arange(24) % 3 == 0
    dirty()
    pieces = torch.empty(24, 16)
    pieces[mask] = hidden.detach()[mask]
    dirty()
    pieces.masked_fill_(~mask.unsqueeze(1), 0.5)
    scattered = torch.empty(24, 16).scatter_(0, torch.arange(24).flip(0).unsqueeze(1).expand(24, 16), pieces)
    loss = softmax(hidden + scattered, targets).loss + torch.linalg.svdvals(hidden).sum() * 1e-3
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
