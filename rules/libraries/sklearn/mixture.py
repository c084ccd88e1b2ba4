# sklearn.mixture
from sklearn._base import _Projection

GaussianMixture = BayesianGaussianMixture = _Projection
