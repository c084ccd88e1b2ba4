# torch.backends.cuda.matmul: the names that may be assigned here. Precision, not determinism.
from seedlint import *
__flags__ = True
allow_tf32 = unknown()
allow_fp16_reduced_precision_reduction = unknown()
allow_bf16_reduced_precision_reduction = unknown()
allow_bf16_reduced_precision_reduction_split_k = unknown()
allow_fp16_reduced_precision_reduction_split_k = unknown()
allow_fp16_accumulation = unknown()
fp32_precision = unknown()
