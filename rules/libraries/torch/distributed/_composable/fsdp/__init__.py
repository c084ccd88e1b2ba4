# torch.distributed._composable.fsdp
from torch.distributed.fsdp import fully_shard
