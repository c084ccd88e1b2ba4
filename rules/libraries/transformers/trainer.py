from seedlint import *

import torch
from torch.utils.data import DataLoader, RandomSampler, SequentialSampler
from transformers.trainer_callback import TrainerControl, TrainerState
from transformers.trainer_utils import enable_full_determinism, seed_worker, set_seed
from transformers.training_args import TrainingArguments


class Trainer:
    # Seeds after a model given by the user was built, before `model_init` builds one.
    def __init__(self, model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None,
                 processing_class=None, model_init=None, compute_loss_func=None, compute_metrics=None,
                 callbacks=None, optimizers=(None, None), optimizer_cls_and_kwargs=None,
                 preprocess_logits_for_metrics=None, tokenizer=None):
        if args is None:
            args = TrainingArguments()
        self.args = args
        if args.full_determinism:
            enable_full_determinism(args.seed)
        else:
            set_seed(args.seed)
        group("framework", self)
        self.model_init = model_init
        if model is None and model_init is not None:
            model = model_init()
        self.model = model
        self.model_wrapped = model
        self.data_collator = data_collator
        self.train_dataset = train_dataset
        self.eval_dataset = eval_dataset
        self.processing_class = processing_class if tokenizer is None else tokenizer
        self.tokenizer = self.processing_class
        self.compute_metrics = compute_metrics
        self.callbacks = callbacks
        self.optimizer = optimizers[0]
        self.lr_scheduler = optimizers[1]
        self.state = TrainerState()
        self.control = TrainerControl()

    def add_callback(self, given):
        self.callbacks = [given]

    def remove_callback(self, given):
        pass

    def get_train_dataloader(self):
        args = self.args
        return DataLoader(self.train_dataset, batch_size=args.train_batch_size, sampler=self._get_train_sampler(),
                          collate_fn=self.data_collator, num_workers=args.dataloader_num_workers,
                          drop_last=args.dataloader_drop_last, worker_init_fn=seed_worker,
                          persistent_workers=args.dataloader_persistent_workers)

    def get_eval_dataloader(self, eval_dataset=None):
        args = self.args
        data = self.eval_dataset if eval_dataset is None else eval_dataset
        return DataLoader(data, batch_size=args.eval_batch_size, sampler=SequentialSampler(data),
                          collate_fn=self.data_collator, num_workers=args.dataloader_num_workers,
                          persistent_workers=args.dataloader_persistent_workers)

    def get_test_dataloader(self, test_dataset):
        return self.get_eval_dataloader(test_dataset)

    def _get_train_sampler(self, train_dataset=None):
        if isinstance(self.train_dataset, torch.utils.data.IterableDataset):
            return None
        return RandomSampler(self.train_dataset)

    def create_optimizer_and_scheduler(self, num_training_steps):
        self.create_optimizer()
        self.create_scheduler(num_training_steps, self.optimizer)

    def create_optimizer(self):
        return self.optimizer

    def create_scheduler(self, num_training_steps, optimizer=None):
        return self.lr_scheduler

    def train(self, resume_from_checkpoint=None, trial=None, ignore_keys_for_eval=None, **kwargs):
        if self.model_init is not None:
            set_seed(self.args.seed)
            self.model = self.model_init()
        model = self.model
        loader = self.get_train_dataloader()
        self.create_optimizer_and_scheduler(unknown())
        if distributed():
            group("ddp", model)
        self._notify("on_train_begin")
        for epoch in range(unknown()):
            mark("set_epoch", loader, epoch)
            self._notify("on_epoch_begin")
            for inputs in loader:
                model.train()
                self.training_step(model, inputs)
                self._notify("on_step_end")
            if self.eval_dataset is not None:
                self.evaluate()
            self._notify("on_epoch_end")
        self._notify("on_train_end")
        return _TrainOutput()

    def _notify(self, event):
        for given in self.callbacks or []:
            if event == "on_train_begin":
                callback(given.on_train_begin, self.args, self.state, self.control)
            elif event == "on_epoch_begin":
                callback(given.on_epoch_begin, self.args, self.state, self.control)
            elif event == "on_step_end":
                callback(given.on_step_end, self.args, self.state, self.control)
            elif event == "on_epoch_end":
                callback(given.on_epoch_end, self.args, self.state, self.control)
            else:
                callback(given.on_train_end, self.args, self.state, self.control)

    def training_step(self, model, inputs, num_items_in_batch=None):
        inputs = self._prepare_inputs(inputs)
        loss = self.compute_loss(model, inputs)
        trains()
        return loss

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        outputs = model(**inputs)
        return (unknown(), outputs) if return_outputs else unknown()

    def _prepare_inputs(self, inputs):
        return inputs

    def evaluate(self, eval_dataset=None, ignore_keys=None, metric_key_prefix="eval"):
        self._predict_over(self.get_eval_dataloader(eval_dataset))
        return unknown()

    def predict(self, test_dataset, ignore_keys=None, metric_key_prefix="test"):
        self._predict_over(self.get_test_dataloader(test_dataset))
        return _PredictOutput()

    def evaluation_loop(self, dataloader, description=None, prediction_loss_only=None, ignore_keys=None,
                        metric_key_prefix="eval"):
        self._predict_over(dataloader)
        return _PredictOutput()

    def _predict_over(self, loader):
        self.model.eval()
        with torch.no_grad():
            for inputs in loader:
                self.prediction_step(self.model, inputs, unknown())
        self.model.train()

    def prediction_step(self, model, inputs, prediction_loss_only, ignore_keys=None):
        model(**inputs)
        return (unknown(), unknown(), unknown())

    def hyperparameter_search(self, hp_space=None, compute_objective=None, n_trials=20, direction="minimize",
                              backend=None, hp_name=None, **kwargs):
        self.train()
        return unknown()

    def is_world_process_zero(self):
        return rank() == 0

    def is_local_process_zero(self):
        return local_rank() == 0


class Seq2SeqTrainer(Trainer):
    pass


class _TrainOutput:
    def __init__(self):
        self.metrics = unknown()
        self.global_step = unknown()
        self.training_loss = unknown()


class _PredictOutput:
    def __init__(self):
        self.predictions = unknown()
        self.label_ids = unknown()
        self.metrics = unknown()
