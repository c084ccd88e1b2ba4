# torch.nn: layers and losses that never draw. One class stands for each family, so that isinstance stays honest.
from seedlint import *
from torch import Tensor as _Tensor
from torch.nn import Module as _Module, Parameter as _Parameter


# Nothing is drawn here: constants, or no weights at all.
class _Silent(_Module):
    weight = bias = _Parameter()

    def __init__(self, *args, **kwargs):
        pass

    def forward(self, *args, **kwargs):
        return unknown(*args)


class _NormBase(_Silent):
    def reset_parameters(self):
        pass

    def reset_running_stats(self):
        pass


class BatchNorm1d(_NormBase):
    pass


class BatchNorm2d(_NormBase):
    pass


class BatchNorm3d(_NormBase):
    pass


class SyncBatchNorm(_NormBase):
    @classmethod
    def convert_sync_batchnorm(cls, module, process_group=None):
        return module


class GroupNorm(_NormBase):
    pass


class LayerNorm(_NormBase):
    pass


class RMSNorm(_NormBase):
    pass


class InstanceNorm1d(_NormBase):
    pass


class InstanceNorm2d(_NormBase):
    pass


class InstanceNorm3d(_NormBase):
    pass


class PReLU(_Silent):
    pass


class ReLU(_Silent):
    pass


class Identity(_Silent):
    pass


class Upsample(_Silent):
    pass


class _Activation(_Silent):
    pass


class _Pool(_Activation):
    pass


class _Loss(_Activation):
    pass


class _Shape(_Activation):
    pass


CELU = ELU = GELU = GLU = Hardshrink = Hardsigmoid = Hardswish = Hardtanh = LeakyReLU = LogSigmoid = _Activation
LogSoftmax = Mish = ReLU6 = SELU = SiLU = Sigmoid = Softmax = Softmax2d = Softmin = Softplus = _Activation
Softshrink = Softsign = Tanh = Tanhshrink = Threshold = LocalResponseNorm = CrossMapLRN2d = _Activation

AdaptiveAvgPool1d = AdaptiveAvgPool2d = AdaptiveAvgPool3d = AdaptiveMaxPool1d = AdaptiveMaxPool2d = _Pool
AdaptiveMaxPool3d = AvgPool1d = AvgPool2d = AvgPool3d = LPPool1d = LPPool2d = LPPool3d = MaxPool1d = _Pool
MaxPool2d = MaxPool3d = MaxUnpool1d = MaxUnpool2d = MaxUnpool3d = _Pool

ChannelShuffle = Flatten = Fold = PixelShuffle = PixelUnshuffle = Unflatten = Unfold = _Shape
CosineSimilarity = PairwiseDistance = UpsamplingBilinear2d = UpsamplingNearest2d = _Shape
CircularPad1d = CircularPad2d = CircularPad3d = ConstantPad1d = ConstantPad2d = ConstantPad3d = _Shape
ReflectionPad1d = ReflectionPad2d = ReflectionPad3d = ReplicationPad1d = ReplicationPad2d = _Shape
ReplicationPad3d = ZeroPad1d = ZeroPad2d = ZeroPad3d = _Shape

BCELoss = BCEWithLogitsLoss = CTCLoss = CosineEmbeddingLoss = CrossEntropyLoss = GaussianNLLLoss = _Loss
HingeEmbeddingLoss = HuberLoss = KLDivLoss = L1Loss = MSELoss = MarginRankingLoss = MultiLabelMarginLoss = _Loss
MultiLabelSoftMarginLoss = MultiMarginLoss = NLLLoss = NLLLoss2d = PoissonNLLLoss = SmoothL1Loss = _Loss
SoftMarginLoss = TripletMarginLoss = TripletMarginWithDistanceLoss = _Loss
LazyBatchNorm1d = LazyBatchNorm2d = LazyBatchNorm3d = BatchNorm2d
LazyInstanceNorm1d = LazyInstanceNorm2d = LazyInstanceNorm3d = InstanceNorm2d
