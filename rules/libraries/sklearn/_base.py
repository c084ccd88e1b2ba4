# sklearn: what the estimators share. Not a module of sklearn's own.
from seedlint import *
from numpy.random import RandomState, Generator


def _draw(random_state, role, of=None):
    if surely(random_state is None):
        return draws("numpy", role, of=of)
    if isinstance(random_state, RandomState) or isinstance(random_state, Generator):
        return draws(random_state, role, of=of)
    decides(role, of)
    return unknown(random_state)


class _Estimator:
    # Deterministic in itself.
    def __init__(self, *args, **kwargs):
        pass

    def fit(self, X=None, y=None, *args, **kwargs):
        return self

    partial_fit = set_params = fit

    def fit_transform(self, X=None, y=None, *args, **kwargs):
        self.fit(X, y)
        return unknown(X)

    fit_predict = fit_transform

    def predict(self, X, *args, **kwargs):
        return unknown(X)

    transform = inverse_transform = predict_proba = decision_function = predict

    def score(self, X, y=None, *args, **kwargs):
        return unknown()


class _Learner(_Estimator):
    # Learns without drawing.
    def fit(self, X=None, y=None, *args, **kwargs):
        trains()
        return self

    partial_fit = fit


class _Drawing(_Estimator):
    # Learns and draws.
    def __init__(self, *args, random_state=None, **kwargs):
        self.random_state = random_state

    def fit(self, X=None, y=None, *args, **kwargs):
        _draw(self.random_state, "sample")
        trains()
        return self

    partial_fit = fit


class _Projection(_Drawing):
    # Draws, for a picture, groups or a smaller table: nothing is learnt from labels.
    def fit(self, X=None, y=None, *args, **kwargs):
        _draw(self.random_state, "sample")
        return self

    partial_fit = fit


class _Wrapper(_Estimator):
    # Fits another estimator.
    def __init__(self, estimator=None, *args, **kwargs):
        self.estimator = estimator

    def fit(self, X=None, y=None, *args, **kwargs):
        if self.estimator is not None:
            self.estimator.fit(X, y)
        return self
