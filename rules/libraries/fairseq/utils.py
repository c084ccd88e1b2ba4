from seedlint import *


# Puts the states back when left.
class set_torch_seed:
    def __init__(self, seed):
        save("torch")
        save("torch.cuda")
        seeds("torch", seed)
        seeds("torch.cuda", seed)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        restore("torch")
        restore("torch.cuda")
