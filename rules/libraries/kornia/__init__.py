# kornia: the random augmentations are torch modules.
