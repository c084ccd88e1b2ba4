# sklearn.neural_network
from sklearn._base import _Drawing

MLPClassifier = MLPRegressor = BernoulliRBM = _Drawing
