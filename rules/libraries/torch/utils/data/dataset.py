# torch.utils.data.dataset: names live in torch.utils.data.
from torch.utils.data import (Dataset, IterableDataset, TensorDataset, Subset, ConcatDataset, ChainDataset,
                              StackDataset, random_split)
