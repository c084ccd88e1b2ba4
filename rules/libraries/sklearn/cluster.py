# sklearn.cluster
from sklearn._base import _Estimator, _Projection

KMeans = MiniBatchKMeans = BisectingKMeans = SpectralClustering = SpectralBiclustering = _Projection
SpectralCoclustering = AffinityPropagation = _Projection
DBSCAN = HDBSCAN = OPTICS = AgglomerativeClustering = Birch = MeanShift = FeatureAgglomeration = _Estimator
