# torch.utils.deterministic: the names that may be assigned here.
__flags__ = True
fill_uninitialized_memory = True
