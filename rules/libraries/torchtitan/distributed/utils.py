from seedlint import *

import os


# One seed for all ranks of a mesh that must agree; without one rank 0's is broadcast.
def set_determinism(parallel_dims=None, device=None, debug_config=None, distinct_seed_mesh_dims=None, **kwargs):
    seed = config("seed")
    seeds("torch", seed)
    seeds("torch.cuda", seed)
