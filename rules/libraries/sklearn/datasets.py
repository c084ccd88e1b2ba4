# sklearn.datasets: generated data draws; loading does not.
from seedlint import *
from sklearn._base import _draw


def make_classification(*args, random_state=None, **kwargs):
    data = _draw(random_state, "sample")
    return data, data


make_blobs = make_moons = make_circles = make_regression = make_gaussian_quantiles = make_s_curve = make_classification
make_swiss_roll = make_friedman1 = make_friedman2 = make_friedman3 = make_hastie_10_2 = make_classification
make_multilabel_classification = make_low_rank_matrix = make_sparse_uncorrelated = make_classification


def fetch_20newsgroups(*, data_home=None, subset="train", categories=None, shuffle=True, random_state=42, **kwargs):
    return unknown()


def fetch_olivetti_faces(*, data_home=None, shuffle=False, random_state=0, **kwargs):
    return unknown()
