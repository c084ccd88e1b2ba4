# sklearn.utils.random
from sklearn._base import _draw


def sample_without_replacement(n_population, n_samples, *, method="auto", random_state=None):
    return _draw(random_state, "sample")
