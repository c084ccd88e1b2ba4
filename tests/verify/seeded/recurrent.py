import torch
from torch import nn

torch.manual_seed(0)
embedding, lstm, head = nn.Embedding(50, 8), nn.LSTM(8, 12, 2, dropout=0.1, batch_first=True), nn.Linear(12, 50)
parameters = [*embedding.parameters(), *lstm.parameters(), *head.parameters()]
optimizer = torch.optim.SGD(parameters, lr=0.5)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)
text = torch.randint(0, 50, (4, 12))
for step in range(6):
    packed = nn.utils.rnn.pack_padded_sequence(embedding(text), torch.tensor([12, 10, 7, 3]), batch_first=True)
    hidden, _ = nn.utils.rnn.pad_packed_sequence(lstm(packed)[0], batch_first=True)
    loss = nn.functional.cross_entropy(head(hidden).flatten(0, 1), text.flatten())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()
print(loss.item())
