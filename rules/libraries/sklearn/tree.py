# sklearn.tree
from sklearn._base import _Drawing

DecisionTreeClassifier = DecisionTreeRegressor = ExtraTreeClassifier = ExtraTreeRegressor = _Drawing
