# sklearn.cluster
from sklearn._base import _Drawing, _Learner

KMeans = MiniBatchKMeans = BisectingKMeans = SpectralClustering = SpectralBiclustering = _Drawing
SpectralCoclustering = AffinityPropagation = _Drawing
DBSCAN = HDBSCAN = OPTICS = AgglomerativeClustering = Birch = MeanShift = FeatureAgglomeration = _Learner
