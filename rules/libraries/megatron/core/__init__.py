from megatron.core import parallel_state, tensor_parallel
