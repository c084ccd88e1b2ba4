# torch.backends.cuda.matmul: the names that may be assigned here. Precision, not determinism.
__flags__ = True
allow_tf32 = False
allow_fp16_reduced_precision_reduction = True
allow_bf16_reduced_precision_reduction = True
allow_bf16_reduced_precision_reduction_split_k = True
allow_fp16_reduced_precision_reduction_split_k = True
allow_fp16_accumulation = False
fp32_precision = "none"
