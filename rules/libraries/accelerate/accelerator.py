from seedlint import *

import torch
from contextlib import contextmanager
from accelerate.state import PartialState


class Accelerator(PartialState):
    def __init__(self, device_placement=True, split_batches=False, mixed_precision=None,
                 gradient_accumulation_steps=1, cpu=False, dataloader_config=None, deepspeed_plugin=None,
                 fsdp_plugin=None, **kwargs):
        super().__init__()
        group("framework", self)
        self.state = self
        self.sync_gradients = unknown()
        self.project_dir = unknown()
        self.gradient_accumulation_steps = gradient_accumulation_steps

    # What it is given comes back in the same order: models wrapped, loaders with samplers that follow the epoch.
    def prepare(self, *args, device_placement=None):
        for given in args:
            _prepare_one(given)
        if len(args) == 1:
            return args[0]
        return args

    def prepare_model(self, model, device_placement=None, evaluation_mode=False):
        _prepare_one(model)
        return model

    def prepare_data_loader(self, data_loader, device_placement=None, slice_fn_for_dispatch=None):
        _prepare_one(data_loader)
        return data_loader

    def prepare_optimizer(self, optimizer, device_placement=None):
        return optimizer

    def prepare_scheduler(self, scheduler):
        return scheduler

    def backward(self, loss, **kwargs):
        trains()

    @contextmanager
    def accumulate(self, *models):
        yield

    @contextmanager
    def no_sync(self, model):
        yield

    @contextmanager
    def autocast(self, autocast_handler=None):
        yield

    @contextmanager
    def join_uneven_inputs(self, joinables, even_batches=None):
        yield

    @contextmanager
    def profile(self, profile_handler=None):
        yield unknown()

    def clip_grad_norm_(self, parameters, max_norm, norm_type=2):
        return unknown()

    def clip_grad_value_(self, parameters, clip_value):
        pass

    def gather(self, tensor):
        return unknown(tensor)

    def gather_for_metrics(self, input_data, use_gather_object=False):
        return unknown(input_data)

    def reduce(self, tensor, reduction="sum", scale=1.0):
        return unknown(tensor)

    def pad_across_processes(self, tensor, dim=0, pad_index=0, pad_first=False):
        return unknown(tensor)

    def unwrap_model(self, model, keep_fp32_wrapper=True, keep_torch_compile=True):
        return model

    def skip_first_batches(self, dataloader, num_batches=0):
        return dataloader

    def init_trackers(self, project_name, config=None, init_kwargs={}):
        pass

    def log(self, values, step=None, log_kwargs={}):
        pass

    def end_training(self):
        pass

    def free_memory(self, *objects):
        return objects

    def save(self, obj, f, safe_serialization=False):
        pass

    def save_state(self, output_dir=None, safe_serialization=True, **kwargs):
        pass

    # Puts back the generator states that save_state wrote, beside weights and optimiser.
    def load_state(self, input_dir=None, load_kwargs=None, **kwargs):
        restore("all")

    def save_model(self, model, save_directory, max_shard_size="10GB", safe_serialization=True):
        pass

    def get_state_dict(self, model, unwrap=True):
        return unknown()

    def register_for_checkpointing(self, *objects):
        pass

    def register_save_state_pre_hook(self, hook):
        callback(hook, unknown(), unknown(), unknown())
        return unknown()

    def register_load_state_pre_hook(self, hook):
        callback(hook, unknown(), unknown())
        return unknown()


def _prepare_one(given):
    if isinstance(given, torch.utils.data.DataLoader):
        mark("set_epoch", given)
    elif isinstance(given, torch.nn.Module):
        group("ddp", given)
