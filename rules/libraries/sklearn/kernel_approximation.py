# sklearn.kernel_approximation
from sklearn._base import _Projection

RBFSampler = Nystroem = SkewedChi2Sampler = PolynomialCountSketch = _Projection
