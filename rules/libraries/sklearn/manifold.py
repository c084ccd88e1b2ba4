# sklearn.manifold
from sklearn._base import _Drawing, _Estimator

TSNE = MDS = SpectralEmbedding = _Drawing
Isomap = _Estimator
