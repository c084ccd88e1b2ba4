# sklearn.kernel_approximation
from sklearn._base import _Drawing

RBFSampler = Nystroem = SkewedChi2Sampler = PolynomialCountSketch = _Drawing
