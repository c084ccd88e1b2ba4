# sklearn.multioutput
from sklearn._base import _Wrapper

MultiOutputClassifier = MultiOutputRegressor = ClassifierChain = RegressorChain = _Wrapper
