# sklearn.manifold
from sklearn._base import _Estimator, _Projection

TSNE = MDS = SpectralEmbedding = _Projection
Isomap = _Estimator
