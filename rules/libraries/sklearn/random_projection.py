# sklearn.random_projection
from sklearn._base import _Drawing

GaussianRandomProjection = SparseRandomProjection = _Drawing
