# torch.distributed.elastic
