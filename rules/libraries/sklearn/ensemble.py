# sklearn.ensemble
from sklearn._base import _Drawing, _Wrapper

RandomForestClassifier = RandomForestRegressor = RandomTreesEmbedding = ExtraTreesClassifier = _Drawing
ExtraTreesRegressor = GradientBoostingClassifier = GradientBoostingRegressor = BaggingClassifier = _Drawing
BaggingRegressor = AdaBoostClassifier = AdaBoostRegressor = IsolationForest = _Drawing
HistGradientBoostingClassifier = HistGradientBoostingRegressor = _Drawing
VotingClassifier = VotingRegressor = StackingClassifier = StackingRegressor = _Wrapper
