from transformers.trainer_utils import (
    EvalPrediction, PredictionOutput, enable_full_determinism, seed_worker, set_seed)
from transformers.training_args import Seq2SeqTrainingArguments, TFTrainingArguments, TrainingArguments
from transformers.hf_argparser import HfArgumentParser
from transformers.trainer_callback import (
    EarlyStoppingCallback, ProgressCallback, TrainerCallback, TrainerControl, TrainerState)
from transformers.trainer import Seq2SeqTrainer, Trainer
from transformers.optimization import (
    AdamW, Adafactor, get_constant_schedule, get_constant_schedule_with_warmup, get_cosine_schedule_with_warmup,
    get_cosine_with_hard_restarts_schedule_with_warmup, get_inverse_sqrt_schedule, get_linear_schedule_with_warmup,
    get_polynomial_decay_schedule_with_warmup, get_scheduler)
from transformers.data.data_collator import (
    DataCollatorForLanguageModeling, DataCollatorForMultipleChoice, DataCollatorForPermutationLanguageModeling,
    DataCollatorForSeq2Seq, DataCollatorForSOP, DataCollatorForTokenClassification, DataCollatorForWholeWordMask,
    DataCollatorWithFlattening, DataCollatorWithPadding, DefaultDataCollator, default_data_collator)
from transformers.modeling_utils import PreTrainedModel
from transformers.configuration_utils import AutoConfig, PretrainedConfig
from transformers.models.auto import *
from transformers.models.encoders import *
from transformers.models.decoders import *
from transformers.models.vision import *
