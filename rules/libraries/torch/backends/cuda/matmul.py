# torch.backends.cuda.matmul: precision, not determinism. Other names are refused at run time.
from seedlint import *
allow_tf32 = unknown()
allow_fp16_reduced_precision_reduction = unknown()
allow_bf16_reduced_precision_reduction = unknown()
allow_bf16_reduced_precision_reduction_split_k = unknown()
allow_fp16_reduced_precision_reduction_split_k = unknown()
allow_fp16_accumulation = unknown()
fp32_precision = unknown()
