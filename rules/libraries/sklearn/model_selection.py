# sklearn.model_selection: splitters. A RandomState instance gives other folds at every call of split().
from seedlint import *
from sklearn._base import _draw, _Wrapper


def train_test_split(*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None):
    if shuffle:
        return unknown(*arrays, _draw(random_state, "split", arrays[0]))
    return unknown(*arrays)


class KFold:
    def __init__(self, n_splits=5, *, shuffle=False, random_state=None):
        self.shuffle = shuffle
        self.random_state = random_state

    def split(self, X=None, y=None, groups=None):
        if self.shuffle:
            indices = _draw(self.random_state, "split", X)
        else:
            indices = unknown(X)
        yield indices, indices
        while unknown():
            yield indices, indices

    def get_n_splits(self, *args, **kwargs):
        return unknown()


class StratifiedKFold(KFold):
    pass


class StratifiedGroupKFold(KFold):
    pass


class GroupKFold(KFold):
    pass


class LeaveOneOut(KFold):
    def __init__(self):
        self.shuffle = False
        self.random_state = None


class TimeSeriesSplit(KFold):
    def __init__(self, n_splits=5, **kwargs):
        self.shuffle = False
        self.random_state = None


class RepeatedKFold(KFold):
    def __init__(self, *, n_splits=5, n_repeats=10, random_state=None):
        self.shuffle = True
        self.random_state = random_state


class RepeatedStratifiedKFold(RepeatedKFold):
    pass


class ShuffleSplit(KFold):
    def __init__(self, n_splits=10, *, test_size=None, train_size=None, random_state=None):
        self.shuffle = True
        self.random_state = random_state


class StratifiedShuffleSplit(ShuffleSplit):
    pass


class GroupShuffleSplit(ShuffleSplit):
    pass


def cross_val_score(estimator, X, y=None, *args, **kwargs):
    estimator.fit(X, y)
    return unknown()


cross_validate = cross_val_predict = cross_val_score


class GridSearchCV(_Wrapper):
    best_estimator_ = unknown()
    best_params_ = unknown()
    best_score_ = unknown()


class RandomizedSearchCV(_Wrapper):
    best_estimator_ = unknown()
    best_params_ = unknown()
    best_score_ = unknown()

    def __init__(self, estimator=None, param_distributions=None, *, n_iter=10, random_state=None, **kwargs):
        self.estimator = estimator
        self.random_state = random_state

    def fit(self, X=None, y=None, *args, **kwargs):
        _draw(self.random_state, "sample")
        self.estimator.fit(X, y)
        return self


class ParameterSampler:
    def __init__(self, param_distributions, n_iter, *, random_state=None):
        self.random_state = random_state

    def __iter__(self):
        yield _draw(self.random_state, "sample")
