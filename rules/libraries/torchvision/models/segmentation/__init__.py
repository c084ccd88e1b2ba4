# torchvision.models.segmentation: the heads have dropout.
from torchvision.models import _dropping, _Weights

fcn_resnet50 = fcn_resnet101 = deeplabv3_resnet50 = deeplabv3_resnet101 = _dropping
deeplabv3_mobilenet_v3_large = lraspp_mobilenet_v3_large = _dropping


def __getattr__(name):
    return _Weights
