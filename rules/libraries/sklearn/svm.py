# sklearn.svm: LinearSVC's dual solver draws, SVC only with probability=True.
from seedlint import *
from sklearn._base import _Drawing, _Learner, _draw

LinearSVC = LinearSVR = _Drawing
SVR = NuSVR = OneClassSVM = _Learner


class SVC(_Learner):
    def __init__(self, *, C=1.0, kernel="rbf", probability=False, random_state=None, **kwargs):
        self.probability = probability
        self.random_state = random_state

    def fit(self, X=None, y=None, *args, **kwargs):
        if self.probability:
            _draw(self.random_state, "sample")
        trains()
        return self


NuSVC = SVC
