# torchvision.models.detection.mask_rcnn
from seedlint import *
from torch.nn import Module
from torchvision.models.detection import FasterRCNN, MaskRCNN, fasterrcnn_resnet50_fpn, maskrcnn_resnet50_fpn


class MaskRCNNPredictor(Module):
    def __init__(self, *args, **kwargs):
        draws("torch", "init")
