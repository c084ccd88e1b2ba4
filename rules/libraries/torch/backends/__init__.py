# torch.backends: the names that may be assigned here.
__flags__ = True
fp32_precision = "none"
disable_global_flags = None
