from seedlint import *

from dataclasses import dataclass
from transformers.hf_argparser import HfArgumentParser
from transformers.training_args import TrainingArguments


# Options of the trainers: those of transformers and their own.
@dataclass
class SFTConfig(TrainingArguments): pass
@dataclass
class DPOConfig(TrainingArguments): pass
@dataclass
class RewardConfig(TrainingArguments): pass
@dataclass
class GRPOConfig(TrainingArguments): pass
@dataclass
class RLOOConfig(TrainingArguments): pass
@dataclass
class KTOConfig(TrainingArguments): pass
@dataclass
class CPOConfig(TrainingArguments): pass
@dataclass
class ORPOConfig(TrainingArguments): pass
@dataclass
class BCOConfig(TrainingArguments): pass
@dataclass
class GKDConfig(TrainingArguments): pass
@dataclass
class PRMConfig(TrainingArguments): pass
@dataclass
class OnlineDPOConfig(TrainingArguments): pass
@dataclass
class PPOConfig(TrainingArguments): pass


@dataclass
class ScriptArguments:
    dataset_name: str = None
    dataset_config: str = None
    dataset_train_split: str = "train"
    dataset_test_split: str = "test"
    dataset_streaming: bool = False


@dataclass
class ModelConfig:
    model_name_or_path: str = None
    use_peft: bool = False


class TrlParser(HfArgumentParser):
    def parse_args_and_config(self, args=None, return_remaining_strings=False, fail_with_unknown_args=True):
        return self._objects()
