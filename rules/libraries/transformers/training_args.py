from seedlint import *

from dataclasses import dataclass


# The fields that matter here; others are unknown, as anything a stub does not name.
@dataclass
class TrainingArguments:
    output_dir: str = None
    overwrite_output_dir: bool = False
    do_train: bool = False
    do_eval: bool = False
    do_predict: bool = False
    per_device_train_batch_size: int = 8
    per_device_eval_batch_size: int = 8
    gradient_accumulation_steps: int = 1
    learning_rate: float = 5e-5
    num_train_epochs: float = 3.0
    max_steps: int = -1
    warmup_steps: int = 0
    seed: int = 42
    data_seed: int = None
    local_rank: int = -1
    dataloader_drop_last: bool = False
    dataloader_num_workers: int = 0
    dataloader_persistent_workers: bool = False
    dataloader_pin_memory: bool = True
    group_by_length: bool = False
    deepspeed: str = None
    fsdp: str = ""
    full_determinism: bool = False
    gradient_checkpointing: bool = False
    resume_from_checkpoint: str = None
    remove_unused_columns: bool = True

    def __post_init__(self):
        if distributed():
            group("init")

    @property
    def process_index(self):
        return rank()

    @property
    def local_process_index(self):
        return local_rank()

    @property
    def world_size(self):
        return world_size()

    @property
    def should_log(self):
        return rank() == 0

    @property
    def should_save(self):
        return rank() == 0

    @property
    def train_batch_size(self):
        return unknown()

    @property
    def eval_batch_size(self):
        return unknown()

    @property
    def device(self):
        return unknown()

    @property
    def n_gpu(self):
        return unknown()

    def main_process_first(self, local=True, desc="work"):
        return _Nothing()

    def get_process_log_level(self):
        return unknown()

    def to_dict(self):
        return unknown()


@dataclass
class Seq2SeqTrainingArguments(TrainingArguments):
    predict_with_generate: bool = False
    sortish_sampler: bool = False


@dataclass
class TFTrainingArguments(TrainingArguments):
    pass


class _Nothing:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False
