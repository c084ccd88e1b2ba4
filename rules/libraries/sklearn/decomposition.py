# sklearn.decomposition: PCA draws with svd_solver="randomized" or "arpack" only.
from sklearn._base import _Projection, _Estimator, _draw

TruncatedSVD = NMF = MiniBatchNMF = FastICA = LatentDirichletAllocation = SparsePCA = MiniBatchSparsePCA = _Projection
DictionaryLearning = MiniBatchDictionaryLearning = FactorAnalysis = _Projection
KernelPCA = IncrementalPCA = _Estimator


class PCA(_Estimator):
    def __init__(self, n_components=None, *, copy=True, whiten=False, svd_solver="auto", random_state=None, **kwargs):
        self.svd_solver = svd_solver
        self.random_state = random_state

    def fit(self, X=None, y=None):
        if self.svd_solver == "randomized" or self.svd_solver == "arpack":
            _draw(self.random_state, "sample")
        return self
