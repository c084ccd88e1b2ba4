from seedlint import *

from transformers.modeling_utils import LibraryModel


# A language model with a new scalar head on top.
class PreTrainedModelWrapper(LibraryModel):
    def __init__(self, pretrained_model=None, **kwargs):
        super().__init__()
        self.pretrained_model = pretrained_model

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, *model_args, **kwargs):
        made = cls(pretrained_model_name_or_path)
        overwrite(made)
        draws("torch", "init")
        return made


class AutoModelForCausalLMWithValueHead(PreTrainedModelWrapper): pass
class AutoModelForSeq2SeqLMWithValueHead(PreTrainedModelWrapper): pass


def create_reference_model(model, num_shared_layers=None, pattern=None):
    return model
