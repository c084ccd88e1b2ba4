from seedlint import *

import torch.nn as nn


# Adapter settings. The random ones draw their first matrix; `init_lora_weights=False` draws both.
class PeftConfig:
    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, **kwargs):
        return cls()


class LoraConfig(PeftConfig): pass
class AdaLoraConfig(PeftConfig): pass
class LoHaConfig(PeftConfig): pass
class LoKrConfig(PeftConfig): pass
class OFTConfig(PeftConfig): pass
class BOFTConfig(PeftConfig): pass
class VeraConfig(PeftConfig): pass
class IA3Config(PeftConfig): pass
class LNTuningConfig(PeftConfig): pass
class PromptTuningConfig(PeftConfig): pass
class PromptEncoderConfig(PeftConfig): pass
class PrefixTuningConfig(PeftConfig): pass


class PeftModel(nn.Module):
    def __init__(self, model, peft_config=None, adapter_name="default", **kwargs):
        super().__init__()
        self.base_model = model
        self.config = config("config.json")
        # IA3 and LN tuning start from ones, a copy.
        if not isinstance(peft_config, (IA3Config, LNTuningConfig)):
            draws("torch", "init")

    @classmethod
    def from_pretrained(cls, model, model_id=None, adapter_name="default", is_trainable=False, config=None, **kwargs):
        made = cls(model)
        overwrite(made)
        return made

    def forward(self, *args, **kwargs):
        return self.base_model(*args, **kwargs)

    def print_trainable_parameters(self):
        pass

    def generate(self, *args, do_sample=False, **kwargs):
        if do_sample:
            draws("torch", "sample")
        return unknown()

    def add_adapter(self, adapter_name, peft_config=None, low_cpu_mem_usage=False):
        draws("torch", "init")

    def load_adapter(self, model_id, adapter_name, **kwargs):
        pass

    def merge_and_unload(self, **kwargs):
        return self.base_model

    def save_pretrained(self, save_directory, **kwargs):
        pass


class PeftModelForCausalLM(PeftModel): pass
class PeftModelForSeq2SeqLM(PeftModel): pass
class PeftModelForSequenceClassification(PeftModel): pass
class PeftModelForTokenClassification(PeftModel): pass


class AutoPeftModel:
    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, **kwargs):
        made = PeftModel(None)
        overwrite(made)
        return made


class AutoPeftModelForCausalLM(AutoPeftModel): pass
class AutoPeftModelForSequenceClassification(AutoPeftModel): pass


def get_peft_model(model, peft_config=None, adapter_name="default", mixed=False, autocast_adapter_dtype=True,
                   revision=None, low_cpu_mem_usage=False):
    return PeftModel(model, peft_config, adapter_name)


def prepare_model_for_kbit_training(model, use_gradient_checkpointing=True, gradient_checkpointing_kwargs=None):
    return model


prepare_model_for_int8_training = prepare_model_for_kbit_training


def get_peft_model_state_dict(model, **kwargs):
    return unknown()


def set_peft_model_state_dict(model, peft_model_state_dict, **kwargs):
    return unknown()


class TaskType:
    CAUSAL_LM = "CAUSAL_LM"
    SEQ_CLS = "SEQ_CLS"
    SEQ_2_SEQ_LM = "SEQ_2_SEQ_LM"
    TOKEN_CLS = "TOKEN_CLS"
    QUESTION_ANS = "QUESTION_ANS"
    FEATURE_EXTRACTION = "FEATURE_EXTRACTION"
