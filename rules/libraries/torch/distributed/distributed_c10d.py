# torch.distributed.distributed_c10d: names live in torch.distributed.
from torch.distributed import (init_process_group, destroy_process_group, is_available, is_initialized, get_rank,
                               get_world_size, broadcast, broadcast_object_list, all_reduce)
