# torch.distributed.elastic.multiprocessing
