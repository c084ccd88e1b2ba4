from seedlint import *

import torch.nn as nn


class _Network(nn.Module):
    def __init__(self, *args, dropout=0.0, **kwargs):
        super().__init__()
        draws("torch", "init")
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, *args):
        self.dropout(x)
        return unknown()


class UNet(_Network): pass
class BasicUNet(_Network): pass
class AttentionUnet(_Network): pass
class DynUNet(_Network): pass
class UNETR(_Network): pass
class SwinUNETR(_Network): pass
class SegResNet(_Network): pass
class SegResNetVAE(_Network): pass
class VNet(_Network): pass
class HighResNet(_Network): pass
class DenseNet(_Network): pass
class DenseNet121(_Network): pass
class DenseNet169(_Network): pass
class DenseNet201(_Network): pass
class SENet(_Network): pass
class SENet154(_Network): pass
class SEResNet50(_Network): pass
class ResNet(_Network): pass
class ResNetFeatures(_Network): pass
class EfficientNet(_Network): pass
class EfficientNetBN(_Network): pass
class ViT(_Network): pass
class ViTAutoEnc(_Network): pass
class AutoEncoder(_Network): pass
class VarAutoEncoder(_Network): pass
class FullyConnectedNet(_Network): pass
class Classifier(_Network): pass
class Discriminator(_Network): pass
class Critic(_Network): pass
class Generator(_Network): pass
class Regressor(_Network): pass
class AHNet(_Network): pass
class FlexibleUNet(_Network): pass
class DiNTS(_Network): pass
class TopologySearch(_Network): pass
class BasicUNetPlusPlus(_Network): pass
class BasicUnet(_Network): pass
class Unet(_Network): pass
class UNet3D(_Network): pass
class MILModel(_Network): pass
class TorchVisionFCModel(_Network): pass


def resnet50(*args, **kwargs):
    return ResNet()


resnet10 = resnet18 = resnet34 = resnet101 = resnet50
