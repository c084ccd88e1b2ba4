from seedlint import *

from datasets.dataset_dict import DatasetDict


class DataCollatorForCompletionOnlyLM:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, features, return_tensors=None):
        return unknown()


def get_dataset(mixture_config):
    return DatasetDict()


def get_kbit_device_map():
    return unknown()


def get_quantization_config(model_args):
    return unknown()


# None where the user does not ask for adapters.
def get_peft_config(model_args):
    return unknown()


def setup_chat_format(model, tokenizer, format="chatml", resize_to_multiple_of=None):
    return (model, tokenizer)
