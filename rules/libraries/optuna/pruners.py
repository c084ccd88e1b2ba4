class _Pruner:
    def __init__(self, *args, **kwargs):
        pass


class MedianPruner(_Pruner): pass
class HyperbandPruner(_Pruner): pass
class NopPruner(_Pruner): pass
class SuccessiveHalvingPruner(_Pruner): pass
