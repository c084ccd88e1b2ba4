from seedlint import *

import torch.nn as nn
from transformers.configuration_utils import PretrainedConfig


# _head: what from_pretrained still initialises at random although the checkpoint is loaded.
#   "none"     the checkpoint holds every weight
#   "new"      the head is not in a usual checkpoint
#   "resized"  the head is new where the caller asks for other labels
# _dropout: the family's default configuration drops out.
class PreTrainedModel(nn.Module):
    _head = "none"
    _dropout = False

    def __init__(self, config=None, *inputs, **kwargs):
        super().__init__()
        self.config = config

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, *model_args, config=None, num_labels=None,
                        id2label=None, label2id=None, ignore_mismatched_sizes=False, output_loading_info=False,
                        **kwargs):
        model = cls(unknown() if config is None else config, *model_args)
        overwrite(model)
        if _head_is_new(cls._head, pretrained_model_name_or_path, config, num_labels, id2label,
                        ignore_mismatched_sizes):
            draws("torch", "init")
        model.eval()
        if output_loading_info:
            return (model, unknown())
        return model

    @classmethod
    def _from_config(cls, config, **kwargs):
        return cls(config)

    def post_init(self):
        pass

    # User code calls it for its own new layers.
    def init_weights(self):
        draws("torch", "init")

    def generate(self, *inputs, do_sample=False, **kwargs):
        if do_sample:
            draws("torch", "sample")
        return unknown()

    def save_pretrained(self, save_directory, **kwargs):
        pass

    def gradient_checkpointing_enable(self, gradient_checkpointing_kwargs=None):
        pass

    def gradient_checkpointing_disable(self):
        pass

    def enable_input_require_grads(self):
        pass

    def resize_token_embeddings(self, new_num_tokens=None, pad_to_multiple_of=None, mean_resizing=True):
        return unknown()

    def get_input_embeddings(self):
        return unknown()

    def get_output_embeddings(self):
        return unknown()


def _head_is_new(head, name, config, num_labels, id2label, ignore_mismatched_sizes):
    if head == "none":
        return False
    asked = num_labels is not None or id2label is not None or ignore_mismatched_sizes
    if head == "resized":
        return asked
    if asked or config is not None:
        return True
    if isinstance(name, str):
        if ("finetuned" in name or "fine-tuned" in name or "squad" in name or "mnli" in name or "sst" in name or
                "sentiment" in name or "emotion" in name or "-ner" in name or "reward" in name):
            return False
        # What has no size in its name is somebody's own checkpoint, with the head it was trained for.
        return ("base" in name or "large" in name or "small" in name or "tiny" in name or "mini" in name or
                "medium" in name or "gpt" in name or "GPT" in name or "lama" in name or "bloom" in name or
                "opt-" in name or "istral" in name or "xlnet" in name or "albert" in name or "ormer" in name or
                "wen" in name or "emma" in name or "phi" in name or "falcon" in name)
    return True


# A model of the library itself: built from a configuration, all its weights are random.
class LibraryModel(PreTrainedModel):
    def __init__(self, config=None, *inputs, **kwargs):
        super().__init__(config)
        draws("torch", "init")
        self.config = unknown() if config is None else config
        if self._dropout:
            self.hidden_dropout = nn.Dropout(config_dropout())

    def forward(self, *args, **kwargs):
        if self._dropout:
            self.hidden_dropout(unknown())
        return unknown()


def config_dropout():
    return config("hidden_dropout_prob")
