# expect: fixed
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __init__(self):
        self.rng = np.random.default_rng(0)

    def __len__(self):
        return 16

    def __getitem__(self, index):
        rng = np.random.default_rng((torch.initial_seed(), index))  # before: rng = self.rng
        return torch.full((8,), float(index)) + torch.from_numpy(rng.random(8)).float()


if __name__ == "__main__":
    torch.manual_seed(0)
    model = torch.nn.Linear(8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-4)
    for epoch in range(2):
        for rows in DataLoader(Noisy(), 4, shuffle=True, num_workers=2):
            loss = model(rows).pow(2).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
