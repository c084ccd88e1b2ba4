# Settings without any effect on random streams.
class _Settings:
    def __init__(self, *args, **kwargs):
        pass


class DataLoaderConfiguration(_Settings): pass
class DeepSpeedPlugin(_Settings): pass
class DistributedDataParallelKwargs(_Settings): pass
class FullyShardedDataParallelPlugin(_Settings): pass
class GradientAccumulationPlugin(_Settings): pass
class GradScalerKwargs(_Settings): pass
class InitProcessGroupKwargs(_Settings): pass
class ProjectConfiguration(_Settings): pass
