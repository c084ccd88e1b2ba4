# torchvision.models.detection: anchors and proposals are sampled in training.
from seedlint import *
from torch.nn import Module
from torchvision.models import _dropping, _Weights, _Model

fasterrcnn_resnet50_fpn = fasterrcnn_resnet50_fpn_v2 = fasterrcnn_mobilenet_v3_large_fpn = _dropping
fasterrcnn_mobilenet_v3_large_320_fpn = maskrcnn_resnet50_fpn = maskrcnn_resnet50_fpn_v2 = _dropping
keypointrcnn_resnet50_fpn = retinanet_resnet50_fpn = retinanet_resnet50_fpn_v2 = ssd300_vgg16 = _dropping
ssdlite320_mobilenet_v3_large = fcos_resnet50_fpn = _dropping


class FasterRCNN(_Model):
    def __init__(self, backbone=None, *args, **kwargs):
        draws("torch", "init")
        self.dropout_drawn = True
        self.backbone = backbone


MaskRCNN = KeypointRCNN = RetinaNet = FCOS = SSD = FasterRCNN


def __getattr__(name):
    return _Weights
