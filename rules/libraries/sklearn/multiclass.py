# sklearn.multiclass
from sklearn._base import _Wrapper

OneVsRestClassifier = OneVsOneClassifier = OutputCodeClassifier = _Wrapper
