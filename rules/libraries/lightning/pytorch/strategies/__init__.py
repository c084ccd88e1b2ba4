# A strategy object means several processes; which, does not matter here.
class Strategy:
    def __init__(self, *args, **kwargs):
        pass


class DDPStrategy(Strategy): pass
class FSDPStrategy(Strategy): pass
class DeepSpeedStrategy(Strategy): pass
class DDPSpawnStrategy(Strategy): pass
class DDPFullyShardedNativeStrategy(Strategy): pass
class ModelParallelStrategy(Strategy): pass
