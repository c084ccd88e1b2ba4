from seedlint import *

from transformers.modeling_utils import LibraryModel, PreTrainedModel


# Models for images, sound and several kinds of input: a checkpoint carries its head, which is new only where the
# caller asks for other labels.
class _Plain(LibraryModel):
    pass


class _WithLabels(LibraryModel):
    _head = "resized"


# Masks a part of the sound or image at random while training.
class _Masking(LibraryModel):
    def forward(self, *args, **kwargs):
        if self.training:
            draws("torch", "step")
        return unknown()


# SpecAugment masks time steps with numpy's global stream.
class _MaskingSound(LibraryModel):
    _dropout = True

    def forward(self, *args, **kwargs):
        super().forward()
        if self.training:
            draws("numpy", "augment")
        return unknown()


class _MaskingSoundWithLabels(_MaskingSound):
    _head = "resized"


class ViTPreTrainedModel(PreTrainedModel): pass
class ViTModel(_Plain): pass
class ViTForImageClassification(_WithLabels): pass
class BeitPreTrainedModel(PreTrainedModel): pass
class BeitModel(_Plain): pass
class BeitForImageClassification(_WithLabels): pass
class DeiTPreTrainedModel(PreTrainedModel): pass
class DeiTModel(_Plain): pass
class DeiTForImageClassification(_WithLabels): pass
class SwinPreTrainedModel(PreTrainedModel): pass
class SwinModel(_Plain): pass
class SwinForImageClassification(_WithLabels): pass
class Swinv2PreTrainedModel(PreTrainedModel): pass
class Swinv2Model(_Plain): pass
class Swinv2ForImageClassification(_WithLabels): pass
class ConvNextPreTrainedModel(PreTrainedModel): pass
class ConvNextModel(_Plain): pass
class ConvNextForImageClassification(_WithLabels): pass
class ConvNextV2PreTrainedModel(PreTrainedModel): pass
class ConvNextV2Model(_Plain): pass
class ConvNextV2ForImageClassification(_WithLabels): pass
class ResNetPreTrainedModel(PreTrainedModel): pass
class ResNetModel(_Plain): pass
class ResNetForImageClassification(_WithLabels): pass
class Dinov2PreTrainedModel(PreTrainedModel): pass
class Dinov2Model(_Plain): pass
class Dinov2ForImageClassification(_WithLabels): pass
class MobileViTPreTrainedModel(PreTrainedModel): pass
class MobileViTModel(_Plain): pass
class MobileViTForImageClassification(_WithLabels): pass
class EfficientNetPreTrainedModel(PreTrainedModel): pass
class EfficientNetModel(_Plain): pass
class EfficientNetForImageClassification(_WithLabels): pass
class RegNetPreTrainedModel(PreTrainedModel): pass
class RegNetModel(_Plain): pass
class RegNetForImageClassification(_WithLabels): pass
class LevITPreTrainedModel(PreTrainedModel): pass
class LevITModel(_Plain): pass
class LevITForImageClassification(_WithLabels): pass
class PoolFormerPreTrainedModel(PreTrainedModel): pass
class PoolFormerModel(_Plain): pass
class PoolFormerForImageClassification(_WithLabels): pass
class SegformerForSemanticSegmentation(_WithLabels): pass
class SegformerForImageClassification(_WithLabels): pass
class BeitForSemanticSegmentation(_WithLabels): pass
class UperNetForSemanticSegmentation(_WithLabels): pass
class DetrForObjectDetection(_WithLabels): pass
class DetrForSegmentation(_WithLabels): pass
class DeformableDetrForObjectDetection(_WithLabels): pass
class RTDetrForObjectDetection(_WithLabels): pass
class YolosForObjectDetection(_WithLabels): pass
class MaskFormerForInstanceSegmentation(_WithLabels): pass
class Mask2FormerForUniversalSegmentation(_WithLabels): pass
class OneFormerForUniversalSegmentation(_WithLabels): pass
class TimesformerForVideoClassification(_WithLabels): pass
class VideoMAEForVideoClassification(_WithLabels): pass
class VivitForVideoClassification(_WithLabels): pass
class ViltForQuestionAnswering(_WithLabels): pass
class ASTForAudioClassification(_WithLabels): pass
class ViTMAEForPreTraining(_Masking): pass
class ViTForMaskedImageModeling(_Masking): pass
class VideoMAEForPreTraining(_Masking): pass
class Wav2Vec2PreTrainedModel(PreTrainedModel): pass
class Wav2Vec2Model(_MaskingSound): pass
class Wav2Vec2ForCTC(_MaskingSound): pass
class Wav2Vec2ForSequenceClassification(_MaskingSoundWithLabels): pass
class HubertPreTrainedModel(PreTrainedModel): pass
class HubertModel(_MaskingSound): pass
class HubertForCTC(_MaskingSound): pass
class HubertForSequenceClassification(_MaskingSoundWithLabels): pass
class WavLMPreTrainedModel(PreTrainedModel): pass
class WavLMModel(_MaskingSound): pass
class WavLMForCTC(_MaskingSound): pass
class WavLMForSequenceClassification(_MaskingSoundWithLabels): pass
class Wav2Vec2ConformerPreTrainedModel(PreTrainedModel): pass
class Wav2Vec2ConformerModel(_MaskingSound): pass
class Wav2Vec2ConformerForCTC(_MaskingSound): pass
class Wav2Vec2ConformerForSequenceClassification(_MaskingSoundWithLabels): pass
class UniSpeechPreTrainedModel(PreTrainedModel): pass
class UniSpeechModel(_MaskingSound): pass
class UniSpeechForCTC(_MaskingSound): pass
class UniSpeechForSequenceClassification(_MaskingSoundWithLabels): pass
class UniSpeechSatPreTrainedModel(PreTrainedModel): pass
class UniSpeechSatModel(_MaskingSound): pass
class UniSpeechSatForCTC(_MaskingSound): pass
class UniSpeechSatForSequenceClassification(_MaskingSoundWithLabels): pass
class Wav2Vec2ForPreTraining(_MaskingSound): pass
class CLIPModel(_Plain): pass
class CLIPTextModel(_Plain): pass
class CLIPVisionModel(_Plain): pass
class CLIPTextModelWithProjection(_Plain): pass
class CLIPVisionModelWithProjection(_Plain): pass
class ChineseCLIPModel(_Plain): pass
class SiglipModel(_Plain): pass
class SiglipVisionModel(_Plain): pass
class BlipModel(_Plain): pass
class BlipForConditionalGeneration(_Plain): pass
class Blip2Model(_Plain): pass
class Blip2ForConditionalGeneration(_Plain): pass
class Blip2QFormerModel(_Plain): pass
class InstructBlipForConditionalGeneration(_Plain): pass
class LlavaForConditionalGeneration(_Plain): pass
class LlavaNextForConditionalGeneration(_Plain): pass
class PaliGemmaForConditionalGeneration(_Plain): pass
class Qwen2VLForConditionalGeneration(_Plain): pass
class Qwen2_5_VLForConditionalGeneration(_Plain): pass
class Qwen3VLForConditionalGeneration(_Plain): pass
class Idefics2ForConditionalGeneration(_Plain): pass
class Idefics3ForConditionalGeneration(_Plain): pass
class MllamaForConditionalGeneration(_Plain): pass
class SamModel(_Plain): pass
class DPTForDepthEstimation(_Plain): pass
