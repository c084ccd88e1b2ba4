from seedlint import *

from accelerate.accelerator import Accelerator
from accelerate.utils.random import set_seed
from torch.utils.data import DataLoader
from transformers.models.auto import AutoModelForCausalLM, AutoModelForSequenceClassification
from transformers.trainer import Trainer


# A name is loaded as a language model; adapters are added before or after the parent seeds, by version: here after,
# so that nothing is claimed where the version is not known.
class SFTTrainer(Trainer):
    def __init__(self, model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None,
                 processing_class=None, compute_loss_func=None, compute_metrics=None, callbacks=None,
                 optimizers=(None, None), optimizer_cls_and_kwargs=None, preprocess_logits_for_metrics=None,
                 peft_config=None, formatting_func=None, tokenizer=None, model_init=None, **old):
        super().__init__(model=_load(model), args=args, data_collator=data_collator, train_dataset=train_dataset,
                         eval_dataset=eval_dataset, processing_class=processing_class, model_init=model_init,
                         compute_metrics=compute_metrics, callbacks=callbacks, optimizers=optimizers,
                         tokenizer=tokenizer)
        _adapt(peft_config)
        if formatting_func is not None:
            callback(formatting_func, unknown())


class _PreferenceTrainer(Trainer):
    def __init__(self, model=None, ref_model=None, args=None, data_collator=None, train_dataset=None,
                 eval_dataset=None, processing_class=None, model_init=None, compute_metrics=None, callbacks=None,
                 optimizers=(None, None), peft_config=None, tokenizer=None, **old):
        super().__init__(model=_load(model), args=args, data_collator=data_collator, train_dataset=train_dataset,
                         eval_dataset=eval_dataset, processing_class=processing_class, model_init=model_init,
                         compute_metrics=compute_metrics, callbacks=callbacks, optimizers=optimizers,
                         tokenizer=tokenizer)
        _adapt(peft_config)


class DPOTrainer(_PreferenceTrainer): pass
class KTOTrainer(_PreferenceTrainer): pass
class BCOTrainer(_PreferenceTrainer): pass
class OnlineDPOTrainer(_PreferenceTrainer): pass


class CPOTrainer(SFTTrainer): pass
class ORPOTrainer(SFTTrainer): pass
class GKDTrainer(SFTTrainer): pass
class PRMTrainer(SFTTrainer): pass
class RewardTrainer(SFTTrainer): pass


# Each process draws its own completions: the seed gets the rank after the parent seeded.
class GRPOTrainer(Trainer):
    def __init__(self, model=None, reward_funcs=None, args=None, train_dataset=None, eval_dataset=None,
                 processing_class=None, reward_processing_classes=None, callbacks=None, optimizers=(None, None),
                 peft_config=None, **old):
        super().__init__(model=_load(model), args=args, train_dataset=train_dataset, eval_dataset=eval_dataset,
                         processing_class=processing_class, callbacks=callbacks, optimizers=optimizers)
        _adapt(peft_config)
        self.accelerator = Accelerator()
        set_seed(self.args.seed, device_specific=True)
        if callable(reward_funcs):
            callback(reward_funcs, unknown())
        else:
            for reward in reward_funcs:
                callback(reward, unknown())

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        draws("torch", "sample")
        return super().compute_loss(model, inputs, return_outputs)


class RLOOTrainer(GRPOTrainer): pass


# The older interface takes `config, model, ref_model, tokenizer, dataset` and is stepped by the user's loop.
class PPOTrainer(Trainer):
    def __init__(self, config=None, model=None, ref_model=None, tokenizer=None, dataset=None, optimizer=None,
                 data_collator=None, num_shared_layers=None, lr_scheduler=None, args=None, processing_class=None,
                 reward_model=None, train_dataset=None, value_model=None, eval_dataset=None, callbacks=None,
                 peft_config=None, **old):
        super().__init__(model=model, args=config if args is None else args, data_collator=data_collator,
                         train_dataset=dataset if train_dataset is None else train_dataset, eval_dataset=eval_dataset,
                         callbacks=callbacks)
        self.accelerator = Accelerator()
        _adapt(peft_config)
        self.dataloader = DataLoader(self.train_dataset, batch_size=unknown(), shuffle=True, collate_fn=data_collator)

    def generate(self, *args, **kwargs):
        draws("torch", "sample")
        return unknown()

    def step(self, queries, responses, scores, response_masks=None):
        draws("torch", "shuffle")
        trains()
        return unknown()

    def log_stats(self, *args, **kwargs):
        pass


def _load(model):
    if isinstance(model, str):
        return AutoModelForCausalLM.from_pretrained(model)
    return model


def _adapt(peft_config):
    if peft_config is not None:
        draws("torch", "init")
