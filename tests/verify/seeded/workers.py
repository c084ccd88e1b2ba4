import random

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

random.seed(0)
np.random.seed(0)
torch.manual_seed(0)


class Images(Dataset):
    def __len__(self):
        return 32

    def __getitem__(self, index):
        image = torch.full((3, 8, 8), float(index)) + torch.randn(3, 8, 8) + float(np.random.rand())
        if random.random() < 0.5:
            image = image.flip(-1)
        return image, index % 4


model = nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Dropout(0.2), nn.Linear(144, 4))
optimizer = torch.optim.Adam(model.parameters())
for workers, persistent in ((0, False), (2, False), (2, True)):
    loader = DataLoader(Images(), batch_size=8, shuffle=True, num_workers=workers, persistent_workers=persistent)
    for epoch in range(2):
        for image, label in loader:
            loss = nn.functional.cross_entropy(model(image), label)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
print(loss.item())
