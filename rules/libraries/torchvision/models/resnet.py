# torchvision.models.resnet: names live in torchvision.models.
from torch.nn import Module
from torchvision.models import (resnet18, resnet34, resnet50, resnet101, resnet152, resnext50_32x4d, resnext101_32x8d,
                                wide_resnet50_2, wide_resnet101_2, ResNet)


class BasicBlock(Module):
    expansion = 1


class Bottleneck(Module):
    expansion = 4


model_urls = {}
