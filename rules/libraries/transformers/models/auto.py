from seedlint import *

from transformers.modeling_utils import LibraryModel


# An Auto class makes a model whose class its configuration names.
class _AutoClass:
    _made = LibraryModel

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, *model_args, **kwargs):
        return cls._made.from_pretrained(pretrained_model_name_or_path, **kwargs)

    @classmethod
    def from_config(cls, config, **kwargs):
        return cls._made(config)

    @classmethod
    def register(cls, config_class, model_class, exist_ok=False):
        pass


class _WithHead(LibraryModel):
    _head = "new"


class _WithLabels(LibraryModel):
    _head = "resized"


class _AutoWithHead(_AutoClass):
    _made = _WithHead


class _AutoWithLabels(_AutoClass):
    _made = _WithLabels


class AutoModel(_AutoClass): pass
class AutoBackbone(_AutoClass): pass
class AutoModelForPreTraining(_AutoClass): pass
class AutoModelForCausalLM(_AutoClass): pass
class AutoModelForMaskedLM(_AutoClass): pass
class AutoModelForSeq2SeqLM(_AutoClass): pass
class AutoModelWithLMHead(_AutoClass): pass
class AutoModelForSpeechSeq2Seq(_AutoClass): pass
class AutoModelForVision2Seq(_AutoClass): pass
class AutoModelForImageTextToText(_AutoClass): pass
class AutoModelForTextToWaveform(_AutoClass): pass
class AutoModelForDepthEstimation(_AutoClass): pass
class AutoModelForMaskGeneration(_AutoClass): pass
class AutoModelForZeroShotImageClassification(_AutoClass): pass
class AutoModelForNextSentencePrediction(_AutoClass): pass
class AutoModelForCTC(_AutoClass): pass
class AutoModelForMaskedImageModeling(_AutoClass): pass
class AutoModelForVisualQuestionAnswering(_AutoWithLabels): pass

class AutoModelForSequenceClassification(_AutoWithHead): pass
class AutoModelForTokenClassification(_AutoWithHead): pass
class AutoModelForQuestionAnswering(_AutoWithHead): pass
class AutoModelForMultipleChoice(_AutoWithHead): pass

# Checkpoints for images and sound usually carry the head of the labels they were trained on.
class AutoModelForImageClassification(_AutoWithLabels): pass
class AutoModelForVideoClassification(_AutoWithLabels): pass
class AutoModelForAudioClassification(_AutoWithLabels): pass
class AutoModelForAudioFrameClassification(_AutoWithLabels): pass
class AutoModelForObjectDetection(_AutoWithLabels): pass
class AutoModelForSemanticSegmentation(_AutoWithLabels): pass
class AutoModelForInstanceSegmentation(_AutoWithLabels): pass
class AutoModelForUniversalSegmentation(_AutoWithLabels): pass
class AutoModelForDocumentQuestionAnswering(_AutoWithHead): pass
class AutoModelForTableQuestionAnswering(_AutoWithHead): pass
