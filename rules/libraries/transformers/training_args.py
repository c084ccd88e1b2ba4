from seedlint import *

from dataclasses import dataclass


# The fields that matter here; others are unknown, as anything a stub does not name.
@dataclass
class TrainingArguments:
    output_dir: str
    overwrite_output_dir: bool
    do_train: bool
    do_eval: bool
    do_predict: bool
    per_device_train_batch_size: int
    per_device_eval_batch_size: int
    gradient_accumulation_steps: int
    learning_rate: float
    num_train_epochs: float
    max_steps: int
    warmup_steps: int
    deepspeed: str
    fsdp: str
    bf16: bool
    fp16: bool
    gradient_checkpointing: bool
    resume_from_checkpoint: str
    remove_unused_columns: bool
    seed: int = 42
    data_seed: int = None
    dataloader_num_workers: int = 0
    dataloader_persistent_workers: bool = False
    dataloader_drop_last: bool = False
    # Known only where it is written in the program: few ask for it on the command line.
    full_determinism = False

    # Only what is given is set: what is not is the class's default, or an option where a parser makes the object.
    def __init__(self, output_dir=None, *, seed=None, data_seed=None, dataloader_num_workers=None,
                 dataloader_persistent_workers=None, dataloader_drop_last=None, full_determinism=None, **others):
        if output_dir is not None:
            self.output_dir = output_dir
        if seed is not None:
            self.seed = seed
        if data_seed is not None:
            self.data_seed = data_seed
        if dataloader_num_workers is not None:
            self.dataloader_num_workers = dataloader_num_workers
        if dataloader_persistent_workers is not None:
            self.dataloader_persistent_workers = dataloader_persistent_workers
        if dataloader_drop_last is not None:
            self.dataloader_drop_last = dataloader_drop_last
        if full_determinism is not None:
            self.full_determinism = full_determinism
        self.__post_init__()

    @property
    def local_rank(self):
        return local_rank()

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
