"""Recurrent layers without packing and losses over sequences of several lengths: what they save for their backward pass
has gaps that nobody writes. The memory is filled with something else in each run first."""
import os

import torch
from torch import nn

torch.manual_seed(0)
embedding, lstm = nn.Embedding(20, 16), nn.LSTM(16, 16, bidirectional=True, batch_first=True)
gru, head, norm = nn.GRU(32, 12), nn.Linear(12, 6), nn.BatchNorm1d(12)
optimizer = torch.optim.Adam([*embedding.parameters(), *lstm.parameters(), *gru.parameters(), *head.parameters()], lr=0.02)
text, targets = torch.randint(0, 20, (5, 9)), torch.randint(1, 6, (9, 4))
lengths = torch.tensor([4, 1, 3, 2, 4, 1, 1, 2, 3])
for step in range(6):
    # Blocks of many sizes, given back at once: what is allocated next holds these bytes.
    dirty = [bytearray(os.urandom(64)) * (size // 64) for size in range(1024, 1 << 17, 4096) for _ in range(2)]
    del dirty
    hidden = gru(lstm(embedding(text))[0])[0]
    hidden = norm(hidden.flatten(0, 1)).view(5, 9, 12)
    loss = nn.functional.ctc_loss(head(hidden).log_softmax(2), targets, torch.full((9,), 5), lengths, zero_infinity=True)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
