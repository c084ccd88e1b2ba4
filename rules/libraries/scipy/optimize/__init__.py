# scipy.optimize: the stochastic searches.
from seedlint import *
from sklearn._base import _draw


def differential_evolution(func, bounds, *args, seed=None, rng=None, **kwargs):
    func(unknown())
    if not surely(rng is None):
        return _draw(rng, "sample")
    return _draw(seed, "sample")


basinhopping = dual_annealing = differential_evolution
