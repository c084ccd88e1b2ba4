from seedlint import *

import torch.nn as nn


# The encoder may be pretrained; decoder and head are always new.
class _Model(nn.Module):
    def __init__(self, encoder_name="resnet34", *args, **kwargs):
        super().__init__()
        draws("torch", "init")

    def forward(self, x):
        return unknown()


class Unet(_Model): pass
class UnetPlusPlus(_Model): pass
class FPN(_Model): pass
class PSPNet(_Model): pass
class PAN(_Model): pass
class Linknet(_Model): pass
class MAnet(_Model): pass
class DeepLabV3(_Model): pass
class DeepLabV3Plus(_Model): pass
class UPerNet(_Model): pass
class Segformer(_Model): pass


def create_model(arch, encoder_name="resnet34", encoder_weights="imagenet", in_channels=3, classes=1, **kwargs):
    return _Model(encoder_name)
