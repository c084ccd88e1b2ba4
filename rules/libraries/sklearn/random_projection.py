# sklearn.random_projection
from sklearn._base import _Projection

GaussianRandomProjection = SparseRandomProjection = _Projection
