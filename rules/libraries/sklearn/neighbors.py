# sklearn.neighbors
from sklearn._base import _Learner

KNeighborsClassifier = KNeighborsRegressor = NearestNeighbors = KernelDensity = LocalOutlierFactor = _Learner
RadiusNeighborsClassifier = NearestCentroid = _Learner
