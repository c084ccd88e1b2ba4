from seedlint import *

from deepspeed.runtime.engine import DeepSpeedEngine, PipelineEngine
from deepspeed.pipe import PipelineModule
from torch.utils.data import DataLoader
import deepspeed.zero
import deepspeed.comm
import deepspeed.checkpointing


# The engine broadcasts the weights; the loader it makes shuffles with the epoch.
def initialize(args=None, model=None, optimizer=None, model_parameters=None, training_data=None, lr_scheduler=None,
               distributed_port=29500, mpu=None, dist_init_required=None, collate_fn=None, config=None,
               mesh_param=None, config_params=None):
    group("init")
    module_use(model)
    group("deepspeed", model)
    engine = DeepSpeedEngine(model)
    loader = None
    if training_data is not None:
        loader = DataLoader(training_data, batch_size=unknown(), shuffle=True, collate_fn=collate_fn)
        mark("set_epoch", loader)
    engine.training_dataloader = loader
    return (engine, unknown() if optimizer is None else optimizer, loader, lr_scheduler)


def init_distributed(dist_backend=None, auto_mpi_discovery=True, distributed_port=29500, verbose=True, **kwargs):
    group("init")


def add_config_arguments(parser):
    return parser


def init_inference(model, config=None, **kwargs):
    return model
