# torch.utils.data.sampler: names live in torch.utils.data.
from torch.utils.data import (Sampler, SequentialSampler, RandomSampler, SubsetRandomSampler, WeightedRandomSampler,
                              BatchSampler)
