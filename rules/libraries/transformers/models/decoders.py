from seedlint import *

from transformers.modeling_utils import LibraryModel, PreTrainedModel


class _Decoder(LibraryModel):
    pass


class _DroppingDecoder(LibraryModel):
    _dropout = True


class _DecoderWithHead(_Decoder):
    _head = "new"


class _DroppingDecoderWithHead(_DroppingDecoder):
    _head = "new"


class LlamaPreTrainedModel(PreTrainedModel): pass
class LlamaModel(_Decoder): pass
class LlamaForCausalLM(_Decoder): pass
class LlamaForSequenceClassification(_DecoderWithHead): pass
class LlamaForTokenClassification(_DecoderWithHead): pass
class MistralPreTrainedModel(PreTrainedModel): pass
class MistralModel(_Decoder): pass
class MistralForCausalLM(_Decoder): pass
class MistralForSequenceClassification(_DecoderWithHead): pass
class MistralForTokenClassification(_DecoderWithHead): pass
class MixtralPreTrainedModel(PreTrainedModel): pass
class MixtralModel(_Decoder): pass
class MixtralForCausalLM(_Decoder): pass
class MixtralForSequenceClassification(_DecoderWithHead): pass
class GemmaPreTrainedModel(PreTrainedModel): pass
class GemmaModel(_Decoder): pass
class GemmaForCausalLM(_Decoder): pass
class GemmaForSequenceClassification(_DecoderWithHead): pass
class Gemma2PreTrainedModel(PreTrainedModel): pass
class Gemma2Model(_Decoder): pass
class Gemma2ForCausalLM(_Decoder): pass
class Gemma2ForSequenceClassification(_DecoderWithHead): pass
class Gemma3PreTrainedModel(PreTrainedModel): pass
class Gemma3Model(_Decoder): pass
class Gemma3ForCausalLM(_Decoder): pass
class Gemma3ForSequenceClassification(_DecoderWithHead): pass
class Qwen2PreTrainedModel(PreTrainedModel): pass
class Qwen2Model(_Decoder): pass
class Qwen2ForCausalLM(_Decoder): pass
class Qwen2ForSequenceClassification(_DecoderWithHead): pass
class Qwen2ForTokenClassification(_DecoderWithHead): pass
class Qwen2MoePreTrainedModel(PreTrainedModel): pass
class Qwen2MoeModel(_Decoder): pass
class Qwen2MoeForCausalLM(_Decoder): pass
class Qwen2MoeForSequenceClassification(_DecoderWithHead): pass
class Qwen3PreTrainedModel(PreTrainedModel): pass
class Qwen3Model(_Decoder): pass
class Qwen3ForCausalLM(_Decoder): pass
class Qwen3ForSequenceClassification(_DecoderWithHead): pass
class Qwen3MoePreTrainedModel(PreTrainedModel): pass
class Qwen3MoeModel(_Decoder): pass
class Qwen3MoeForCausalLM(_Decoder): pass
class Qwen3MoeForSequenceClassification(_DecoderWithHead): pass
class Phi3PreTrainedModel(PreTrainedModel): pass
class Phi3Model(_Decoder): pass
class Phi3ForCausalLM(_Decoder): pass
class Phi3ForSequenceClassification(_DecoderWithHead): pass
class FalconPreTrainedModel(PreTrainedModel): pass
class FalconModel(_Decoder): pass
class FalconForCausalLM(_Decoder): pass
class FalconForSequenceClassification(_DecoderWithHead): pass
class FalconForTokenClassification(_DecoderWithHead): pass
class BloomPreTrainedModel(PreTrainedModel): pass
class BloomModel(_Decoder): pass
class BloomForCausalLM(_Decoder): pass
class BloomForSequenceClassification(_DecoderWithHead): pass
class BloomForTokenClassification(_DecoderWithHead): pass
class GPTNeoXPreTrainedModel(PreTrainedModel): pass
class GPTNeoXModel(_Decoder): pass
class GPTNeoXForCausalLM(_Decoder): pass
class GPTNeoXForSequenceClassification(_DecoderWithHead): pass
class GPTNeoPreTrainedModel(PreTrainedModel): pass
class GPTNeoModel(_Decoder): pass
class GPTNeoForCausalLM(_Decoder): pass
class GPTNeoForSequenceClassification(_DecoderWithHead): pass
class MambaPreTrainedModel(PreTrainedModel): pass
class MambaModel(_Decoder): pass
class MambaForCausalLM(_Decoder): pass
class MambaForSequenceClassification(_DecoderWithHead): pass
class CoherePreTrainedModel(PreTrainedModel): pass
class CohereModel(_Decoder): pass
class CohereForCausalLM(_Decoder): pass
class CohereForSequenceClassification(_DecoderWithHead): pass
class StableLmPreTrainedModel(PreTrainedModel): pass
class StableLmModel(_Decoder): pass
class StableLmForCausalLM(_Decoder): pass
class StableLmForSequenceClassification(_DecoderWithHead): pass
class OlmoPreTrainedModel(PreTrainedModel): pass
class OlmoModel(_Decoder): pass
class OlmoForCausalLM(_Decoder): pass
class OlmoForSequenceClassification(_DecoderWithHead): pass
class Olmo2PreTrainedModel(PreTrainedModel): pass
class Olmo2Model(_Decoder): pass
class Olmo2ForCausalLM(_Decoder): pass
class Olmo2ForSequenceClassification(_DecoderWithHead): pass
class DeepseekV3PreTrainedModel(PreTrainedModel): pass
class DeepseekV3Model(_Decoder): pass
class DeepseekV3ForCausalLM(_Decoder): pass
class DeepseekV3ForSequenceClassification(_DecoderWithHead): pass
class GPT2PreTrainedModel(PreTrainedModel): pass
class GPT2Model(_DroppingDecoder): pass
class GPT2ForSequenceClassification(_DroppingDecoderWithHead): pass
class GPT2LMHeadModel(_DroppingDecoder): pass
class GPT2ForCausalLM(_DroppingDecoder): pass
class OpenAIGPTPreTrainedModel(PreTrainedModel): pass
class OpenAIGPTModel(_DroppingDecoder): pass
class OpenAIGPTForSequenceClassification(_DroppingDecoderWithHead): pass
class OpenAIGPTLMHeadModel(_DroppingDecoder): pass
class OpenAIGPTForCausalLM(_DroppingDecoder): pass
class OPTPreTrainedModel(PreTrainedModel): pass
class OPTModel(_DroppingDecoder): pass
class OPTForSequenceClassification(_DroppingDecoderWithHead): pass
class OPTLMHeadModel(_DroppingDecoder): pass
class OPTForCausalLM(_DroppingDecoder): pass
class GPTJPreTrainedModel(PreTrainedModel): pass
class GPTJModel(_DroppingDecoder): pass
class GPTJForSequenceClassification(_DroppingDecoderWithHead): pass
class GPTJLMHeadModel(_DroppingDecoder): pass
class GPTJForCausalLM(_DroppingDecoder): pass
class CTRLPreTrainedModel(PreTrainedModel): pass
class CTRLModel(_DroppingDecoder): pass
class CTRLForSequenceClassification(_DroppingDecoderWithHead): pass
class CTRLLMHeadModel(_DroppingDecoder): pass
class CTRLForCausalLM(_DroppingDecoder): pass
class TransfoXLPreTrainedModel(PreTrainedModel): pass
class TransfoXLModel(_DroppingDecoder): pass
class TransfoXLForSequenceClassification(_DroppingDecoderWithHead): pass
class TransfoXLLMHeadModel(_DroppingDecoder): pass
class TransfoXLForCausalLM(_DroppingDecoder): pass
class GPT2DoubleHeadsModel(_DroppingDecoderWithHead): pass
class OpenAIGPTDoubleHeadsModel(_DroppingDecoderWithHead): pass
class GPT2ForTokenClassification(_DroppingDecoderWithHead): pass


# Encoder and decoder.
class T5PreTrainedModel(PreTrainedModel): pass
class T5Model(_DroppingDecoder): pass
class T5ForConditionalGeneration(_DroppingDecoder): pass
class T5ForSequenceClassification(_DroppingDecoderWithHead): pass
class MT5PreTrainedModel(PreTrainedModel): pass
class MT5Model(_DroppingDecoder): pass
class MT5ForConditionalGeneration(_DroppingDecoder): pass
class MT5ForSequenceClassification(_DroppingDecoderWithHead): pass
class UMT5PreTrainedModel(PreTrainedModel): pass
class UMT5Model(_DroppingDecoder): pass
class UMT5ForConditionalGeneration(_DroppingDecoder): pass
class UMT5ForSequenceClassification(_DroppingDecoderWithHead): pass
class LongT5PreTrainedModel(PreTrainedModel): pass
class LongT5Model(_DroppingDecoder): pass
class LongT5ForConditionalGeneration(_DroppingDecoder): pass
class LongT5ForSequenceClassification(_DroppingDecoderWithHead): pass
class BartPreTrainedModel(PreTrainedModel): pass
class BartModel(_DroppingDecoder): pass
class BartForConditionalGeneration(_DroppingDecoder): pass
class BartForSequenceClassification(_DroppingDecoderWithHead): pass
class MBartPreTrainedModel(PreTrainedModel): pass
class MBartModel(_DroppingDecoder): pass
class MBartForConditionalGeneration(_DroppingDecoder): pass
class MBartForSequenceClassification(_DroppingDecoderWithHead): pass
class PegasusPreTrainedModel(PreTrainedModel): pass
class PegasusModel(_DroppingDecoder): pass
class PegasusForConditionalGeneration(_DroppingDecoder): pass
class PegasusForSequenceClassification(_DroppingDecoderWithHead): pass
class MarianPreTrainedModel(PreTrainedModel): pass
class MarianModel(_DroppingDecoder): pass
class MarianForConditionalGeneration(_DroppingDecoder): pass
class MarianForSequenceClassification(_DroppingDecoderWithHead): pass
class BlenderbotPreTrainedModel(PreTrainedModel): pass
class BlenderbotModel(_DroppingDecoder): pass
class BlenderbotForConditionalGeneration(_DroppingDecoder): pass
class BlenderbotForSequenceClassification(_DroppingDecoderWithHead): pass
class LEDPreTrainedModel(PreTrainedModel): pass
class LEDModel(_DroppingDecoder): pass
class LEDForConditionalGeneration(_DroppingDecoder): pass
class LEDForSequenceClassification(_DroppingDecoderWithHead): pass
class M2M100PreTrainedModel(PreTrainedModel): pass
class M2M100Model(_DroppingDecoder): pass
class M2M100ForConditionalGeneration(_DroppingDecoder): pass
class M2M100ForSequenceClassification(_DroppingDecoderWithHead): pass
class ProphetNetPreTrainedModel(PreTrainedModel): pass
class ProphetNetModel(_DroppingDecoder): pass
class ProphetNetForConditionalGeneration(_DroppingDecoder): pass
class ProphetNetForSequenceClassification(_DroppingDecoderWithHead): pass
class BigBirdPegasusPreTrainedModel(PreTrainedModel): pass
class BigBirdPegasusModel(_DroppingDecoder): pass
class BigBirdPegasusForConditionalGeneration(_DroppingDecoder): pass
class BigBirdPegasusForSequenceClassification(_DroppingDecoderWithHead): pass
class SwitchTransformersPreTrainedModel(PreTrainedModel): pass
class SwitchTransformersModel(_DroppingDecoder): pass
class SwitchTransformersForConditionalGeneration(_DroppingDecoder): pass
class SwitchTransformersForSequenceClassification(_DroppingDecoderWithHead): pass
class T5EncoderModel(_DroppingDecoder): pass
class MT5EncoderModel(_DroppingDecoder): pass
class MarianMTModel(_DroppingDecoder): pass
class BartForCausalLM(_DroppingDecoder): pass
class WhisperForConditionalGeneration(_Decoder): pass
class WhisperModel(_Decoder): pass
class Speech2TextForConditionalGeneration(_Decoder): pass
class EncoderDecoderModel(_Decoder): pass
class SpeechEncoderDecoderModel(_Decoder): pass
class VisionEncoderDecoderModel(_Decoder): pass


# The quantised loading options hold nothing random.
class BitsAndBytesConfig:
    def __init__(self, **kwargs):
        pass
