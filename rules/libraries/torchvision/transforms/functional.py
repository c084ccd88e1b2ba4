# torchvision.transforms.functional: nothing here draws.
