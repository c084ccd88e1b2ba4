# sklearn.mixture
from sklearn._base import _Drawing

GaussianMixture = BayesianGaussianMixture = _Drawing
