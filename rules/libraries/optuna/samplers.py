# They draw hyper-parameters from generators of their own.
class _Sampler:
    def __init__(self, *args, **kwargs):
        pass


class TPESampler(_Sampler): pass
class RandomSampler(_Sampler): pass
class CmaEsSampler(_Sampler): pass
class GridSampler(_Sampler): pass
