# torchvision.models: every builder draws its weights; weights= or pretrained= then replaces all of them.
from seedlint import *
from torch.nn import Module


class _Layer(Module):
    # A layer of a model that was drawn with the model.
    in_features = unknown()
    in_channels = unknown()
    out_channels = unknown()

    def __init__(self):
        pass


class _Model(Module):
    def __init__(self, dropout):
        draws("torch", "init")
        self.dropout_drawn = dropout
        self.fc = _Layer()
        self.classifier = _Layer()
        self.head = _Layer()
        self.heads = _Layer()
        self.features = _Layer()
        self.backbone = _Layer()
        self.roi_heads = _Layer()

    def forward(self, *args, **kwargs):
        if self.dropout_drawn:
            draws("torch", "step")
        return unknown(*args)


def _plain(weights=None, progress=True, pretrained=False, **kwargs):
    model = _Model(False)
    if weights:
        overwrite(model)
    elif pretrained:
        overwrite(model)
    return model


# Dropout or stochastic depth by default.
def _dropping(weights=None, progress=True, pretrained=False, **kwargs):
    model = _Model(True)
    if weights:
        overwrite(model)
    elif pretrained:
        overwrite(model)
    return model


resnet18 = resnet34 = resnet50 = resnet101 = resnet152 = resnext50_32x4d = resnext101_32x8d = _plain
resnext101_64x4d = wide_resnet50_2 = wide_resnet101_2 = densenet121 = densenet161 = densenet169 = _plain
densenet201 = shufflenet_v2_x0_5 = shufflenet_v2_x1_0 = shufflenet_v2_x1_5 = shufflenet_v2_x2_0 = _plain
regnet_x_16gf = regnet_x_1_6gf = regnet_x_32gf = regnet_x_3_2gf = regnet_x_400mf = regnet_x_800mf = _plain
regnet_x_8gf = regnet_y_128gf = regnet_y_16gf = regnet_y_1_6gf = regnet_y_32gf = regnet_y_3_2gf = _plain
regnet_y_400mf = regnet_y_800mf = regnet_y_8gf = vit_b_16 = vit_b_32 = vit_l_16 = vit_l_32 = vit_h_14 = _plain

alexnet = vgg11 = vgg11_bn = vgg13 = vgg13_bn = vgg16 = vgg16_bn = vgg19 = vgg19_bn = squeezenet1_0 = _dropping
squeezenet1_1 = inception_v3 = googlenet = mobilenet_v2 = mobilenet_v3_small = mobilenet_v3_large = _dropping
mnasnet0_5 = mnasnet0_75 = mnasnet1_0 = mnasnet1_3 = efficientnet_b0 = efficientnet_b1 = _dropping
efficientnet_b2 = efficientnet_b3 = efficientnet_b4 = efficientnet_b5 = efficientnet_b6 = _dropping
efficientnet_b7 = efficientnet_v2_s = efficientnet_v2_m = efficientnet_v2_l = convnext_tiny = _dropping
convnext_small = convnext_base = convnext_large = swin_t = swin_s = swin_b = swin_v2_t = swin_v2_s = _dropping
swin_v2_b = maxvit_t = _dropping


class ResNet(_Model):
    def __init__(self, block=None, layers=None, *args, **kwargs):
        draws("torch", "init")
        self.dropout_drawn = False
        self.fc = _Layer()


class VGG(ResNet):
    pass


def get_model(name, **config):
    return _plain(config.get("weights"))


class _Weights:
    DEFAULT = "DEFAULT"
    IMAGENET1K_V1 = "IMAGENET1K_V1"
    IMAGENET1K_V2 = "IMAGENET1K_V2"
    COCO_V1 = "COCO_V1"
    KINETICS400_V1 = "KINETICS400_V1"
    IMAGENET1K_SWAG_E2E_V1 = "IMAGENET1K_SWAG_E2E_V1"
    IMAGENET1K_SWAG_LINEAR_V1 = "IMAGENET1K_SWAG_LINEAR_V1"


def __getattr__(name):
    # ResNet18_Weights, EfficientNet_B0_Weights ...
    return _Weights
