from accelerate.utils.random import set_seed, synchronize_rng_state, synchronize_rng_states
from accelerate.utils.dataclasses import (
    DataLoaderConfiguration, DeepSpeedPlugin, DistributedDataParallelKwargs, FullyShardedDataParallelPlugin,
    GradientAccumulationPlugin, GradScalerKwargs, InitProcessGroupKwargs, ProjectConfiguration)
