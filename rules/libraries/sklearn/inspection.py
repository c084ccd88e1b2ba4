# sklearn.inspection
from sklearn._base import _draw


def permutation_importance(estimator, X, y, *, scoring=None, n_repeats=5, n_jobs=None, random_state=None, **kwargs):
    return _draw(random_state, "sample")
