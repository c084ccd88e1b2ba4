from transformers.trainer_utils import set_seed
from trl.configs import (
    BCOConfig, CPOConfig, DPOConfig, GKDConfig, GRPOConfig, KTOConfig, ModelConfig, ORPOConfig, OnlineDPOConfig,
    PPOConfig, PRMConfig, RLOOConfig, RewardConfig, SFTConfig, ScriptArguments, TrlParser)
from trl.trainers import (
    BCOTrainer, CPOTrainer, DPOTrainer, GKDTrainer, GRPOTrainer, KTOTrainer, ORPOTrainer, OnlineDPOTrainer, PPOTrainer,
    PRMTrainer, RLOOTrainer, RewardTrainer, SFTTrainer)
from trl.models import (
    AutoModelForCausalLMWithValueHead, AutoModelForSeq2SeqLMWithValueHead, PreTrainedModelWrapper,
    create_reference_model)
from trl.helpers import (
    DataCollatorForCompletionOnlyLM, get_dataset, get_kbit_device_map, get_peft_config, get_quantization_config,
    setup_chat_format)
