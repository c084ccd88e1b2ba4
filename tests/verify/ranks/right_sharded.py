# expect: none ranks: 2
import torch
import torch.distributed as dist
from torch.utils.data import DataLoader, IterableDataset, get_worker_info
from parts import fit, net, ranks, wrapped


class Stream(IterableDataset):
    def __iter__(self):
        info = get_worker_info()
        first = dist.get_rank() * info.num_workers + info.id
        for i in range(first, 64, 2 * info.num_workers):
            yield torch.full((4,), float(i))


torch.manual_seed(ranks())
fit(wrapped(net()), DataLoader(Stream(), 4, num_workers=2))
