# sklearn.impute
from sklearn._base import _Estimator

SimpleImputer = KNNImputer = MissingIndicator = IterativeImputer = _Estimator
