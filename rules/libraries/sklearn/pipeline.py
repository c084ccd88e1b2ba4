# sklearn.pipeline: fits its steps in order.
from sklearn._base import _Estimator


class Pipeline(_Estimator):
    def __init__(self, steps, *args, **kwargs):
        self.steps = steps

    def fit(self, X=None, y=None, *args, **kwargs):
        for name, step in self.steps:
            step.fit(X, y)
        return self


def make_pipeline(*steps, **kwargs):
    return Pipeline([("", step) for step in steps])


class FeatureUnion(Pipeline):
    pass
