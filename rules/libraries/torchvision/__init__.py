# torchvision: everything is in its submodules.
