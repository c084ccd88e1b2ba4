from seedlint import *


# A model's configuration: every field comes from a file or a hub.
class PretrainedConfig:
    def __init__(self, **kwargs):
        pass

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, **kwargs):
        return config("config.json")

    @classmethod
    def from_dict(cls, config_dict, **kwargs):
        return config("config.json")

    @classmethod
    def from_json_file(cls, json_file):
        return config("config.json")


class AutoConfig:
    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, **kwargs):
        return config("config.json")

    @classmethod
    def for_model(cls, model_type, *args, **kwargs):
        return config("config.json")
