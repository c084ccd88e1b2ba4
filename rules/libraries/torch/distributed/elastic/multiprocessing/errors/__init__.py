# torch.distributed.elastic.multiprocessing.errors


def record(fn, error_handler=None):
    return fn
