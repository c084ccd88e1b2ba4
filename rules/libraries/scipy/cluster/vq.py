# scipy.cluster.vq
from seedlint import *
from sklearn._base import _draw


def kmeans2(data, k, *args, seed=None, rng=None, **kwargs):
    if not surely(rng is None):
        result = _draw(rng, "sample")
    else:
        result = _draw(seed, "sample")
    return result, result


kmeans = kmeans2
