from seedlint import *


# Trackers of their own, fixed by the seed and the place in the tensor-parallel group.
def model_parallel_cuda_manual_seed(seed, *args, **kwargs):
    seeds("torch.cuda", seed)
