# scipy.sparse: random matrices only.
from seedlint import *
from sklearn._base import _draw


def random(m, n, density=0.01, format="coo", dtype=None, rng=None, data_rvs=None, *, random_state=None):
    if not surely(rng is None):
        return _draw(rng, "sample")
    return _draw(random_state, "sample")


rand = random_array = random
