from seedlint import *

import torch


class Transform:
    pass


class MapTransform(Transform):
    def __init__(self, keys=None, allow_missing_keys=False):
        self.keys = keys


# Its own state `R`; monai's loader derives it from torch's stream, so that is the stream it stands for here.
class Randomizable(Transform):
    def set_random_state(self, seed=None, state=None):
        return self

    def randomize(self, data=None):
        pass


class RandomizableTransform(Randomizable):
    def __init__(self, prob=1.0, do_transform=True):
        self.prob = prob


RandomizableTrait = Randomizable


class Compose(Randomizable):
    def __init__(self, transforms=None, *args, **kwargs):
        self.transforms = transforms

    def __call__(self, input_, *args, **kwargs):
        for transform in self.transforms:
            input_ = transform(input_)
        return input_


class OneOf(Compose):
    def __call__(self, data, *args, **kwargs):
        draws("torch", "augment")
        return super().__call__(data)


class RandomOrder(OneOf): pass
class SomeOf(OneOf): pass


class _Random(RandomizableTransform):
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, data, *args, **kwargs):
        draws("torch", "augment")
        return unknown(data)


class RandAdjustContrast(_Random): pass
class RandAdjustContrastd(_Random): pass
class RandAffine(_Random): pass
class RandAffined(_Random): pass
class RandAffineGrid(_Random): pass
class RandAffineGridd(_Random): pass
class RandAxisFlip(_Random): pass
class RandAxisFlipd(_Random): pass
class RandBiasField(_Random): pass
class RandBiasFieldd(_Random): pass
class RandCoarseDropout(_Random): pass
class RandCoarseDropoutd(_Random): pass
class RandCoarseShuffle(_Random): pass
class RandCoarseShuffled(_Random): pass
class RandCropByLabelClasses(_Random): pass
class RandCropByLabelClassesd(_Random): pass
class RandCropByPosNegLabel(_Random): pass
class RandCropByPosNegLabeld(_Random): pass
class RandCutOut(_Random): pass
class RandCutOutd(_Random): pass
class RandDeformGrid(_Random): pass
class RandDeformGridd(_Random): pass
class RandFlip(_Random): pass
class RandFlipd(_Random): pass
class RandGaussianNoise(_Random): pass
class RandGaussianNoised(_Random): pass
class RandGaussianSharpen(_Random): pass
class RandGaussianSharpend(_Random): pass
class RandGaussianSmooth(_Random): pass
class RandGaussianSmoothd(_Random): pass
class RandGibbsNoise(_Random): pass
class RandGibbsNoised(_Random): pass
class RandGridDistortion(_Random): pass
class RandGridDistortiond(_Random): pass
class RandHistogramShift(_Random): pass
class RandHistogramShiftd(_Random): pass
class RandIntensityRemap(_Random): pass
class RandIntensityRemapd(_Random): pass
class RandKSpaceSpikeNoise(_Random): pass
class RandKSpaceSpikeNoised(_Random): pass
class RandRicianNoise(_Random): pass
class RandRicianNoised(_Random): pass
class RandRotate(_Random): pass
class RandRotated(_Random): pass
class RandRotate90(_Random): pass
class RandRotate90d(_Random): pass
class RandScaleCrop(_Random): pass
class RandScaleCropd(_Random): pass
class RandScaleIntensity(_Random): pass
class RandScaleIntensityd(_Random): pass
class RandScaleIntensityFixedMean(_Random): pass
class RandScaleIntensityFixedMeand(_Random): pass
class RandShiftIntensity(_Random): pass
class RandShiftIntensityd(_Random): pass
class RandSimulateLowResolution(_Random): pass
class RandSimulateLowResolutiond(_Random): pass
class RandSpatialCrop(_Random): pass
class RandSpatialCropd(_Random): pass
class RandSpatialCropSamples(_Random): pass
class RandSpatialCropSamplesd(_Random): pass
class RandStdShiftIntensity(_Random): pass
class RandStdShiftIntensityd(_Random): pass
class RandTorchVision(_Random): pass
class RandTorchVisiond(_Random): pass
class RandWeightedCrop(_Random): pass
class RandWeightedCropd(_Random): pass
class RandZoom(_Random): pass
class RandZoomd(_Random): pass
class Rand2DElastic(_Random): pass
class Rand2DElasticd(_Random): pass
class Rand3DElastic(_Random): pass
class Rand3DElasticd(_Random): pass
class RandLambda(_Random): pass
class RandLambdad(_Random): pass
class RandCoarseTransform(_Random): pass
class RandCoarseTransformd(_Random): pass
class RandImageFilter(_Random): pass
class RandImageFilterd(_Random): pass
class RandSmoothFieldAdjustContrast(_Random): pass
class RandSmoothFieldAdjustContrastd(_Random): pass
class RandSmoothDeform(_Random): pass
class RandSmoothDeformd(_Random): pass


# The names ending in Dict and D mean the same classes.
RandAdjustContrastDict = RandAdjustContrastD = RandAdjustContrastd
RandAffineDict = RandAffineD = RandAffined
RandAffineGridDict = RandAffineGridD = RandAffineGridd
RandAxisFlipDict = RandAxisFlipD = RandAxisFlipd
RandBiasFieldDict = RandBiasFieldD = RandBiasFieldd
RandCoarseDropoutDict = RandCoarseDropoutD = RandCoarseDropoutd
RandCoarseShuffleDict = RandCoarseShuffleD = RandCoarseShuffled
RandCropByLabelClassesDict = RandCropByLabelClassesD = RandCropByLabelClassesd
RandCropByPosNegLabelDict = RandCropByPosNegLabelD = RandCropByPosNegLabeld
RandCutOutDict = RandCutOutD = RandCutOutd
RandDeformGridDict = RandDeformGridD = RandDeformGridd
RandFlipDict = RandFlipD = RandFlipd
RandGaussianNoiseDict = RandGaussianNoiseD = RandGaussianNoised
RandGaussianSharpenDict = RandGaussianSharpenD = RandGaussianSharpend
RandGaussianSmoothDict = RandGaussianSmoothD = RandGaussianSmoothd
RandGibbsNoiseDict = RandGibbsNoiseD = RandGibbsNoised
RandGridDistortionDict = RandGridDistortionD = RandGridDistortiond
RandHistogramShiftDict = RandHistogramShiftD = RandHistogramShiftd
RandIntensityRemapDict = RandIntensityRemapD = RandIntensityRemapd
RandKSpaceSpikeNoiseDict = RandKSpaceSpikeNoiseD = RandKSpaceSpikeNoised
RandRicianNoiseDict = RandRicianNoiseD = RandRicianNoised
RandRotateDict = RandRotateD = RandRotated
RandRotate90Dict = RandRotate90D = RandRotate90d
RandScaleCropDict = RandScaleCropD = RandScaleCropd
RandScaleIntensityDict = RandScaleIntensityD = RandScaleIntensityd
RandScaleIntensityFixedMeanDict = RandScaleIntensityFixedMeanD = RandScaleIntensityFixedMeand
RandShiftIntensityDict = RandShiftIntensityD = RandShiftIntensityd
RandSimulateLowResolutionDict = RandSimulateLowResolutionD = RandSimulateLowResolutiond
RandSpatialCropDict = RandSpatialCropD = RandSpatialCropd
RandSpatialCropSamplesDict = RandSpatialCropSamplesD = RandSpatialCropSamplesd
RandStdShiftIntensityDict = RandStdShiftIntensityD = RandStdShiftIntensityd
RandTorchVisionDict = RandTorchVisionD = RandTorchVisiond
RandWeightedCropDict = RandWeightedCropD = RandWeightedCropd
RandZoomDict = RandZoomD = RandZoomd
Rand2DElasticDict = Rand2DElasticD = Rand2DElasticd
Rand3DElasticDict = Rand3DElasticD = Rand3DElasticd
RandLambdaDict = RandLambdaD = RandLambdad
RandCoarseTransformDict = RandCoarseTransformD = RandCoarseTransformd
RandImageFilterDict = RandImageFilterD = RandImageFilterd
RandSmoothFieldAdjustContrastDict = RandSmoothFieldAdjustContrastD = RandSmoothFieldAdjustContrastd
RandSmoothDeformDict = RandSmoothDeformD = RandSmoothDeformd
