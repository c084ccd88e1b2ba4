# sklearn.linear_model: the default solvers of most models are deterministic.
from seedlint import *
from sklearn._base import _Drawing, _Learner, _draw

SGDClassifier = SGDRegressor = SGDOneClassSVM = Perceptron = PassiveAggressiveClassifier = _Drawing
PassiveAggressiveRegressor = RANSACRegressor = TheilSenRegressor = _Drawing
LinearRegression = Ridge = RidgeCV = RidgeClassifier = RidgeClassifierCV = Lasso = LassoCV = ElasticNet = _Learner
ElasticNetCV = Lars = LassoLars = BayesianRidge = ARDRegression = HuberRegressor = PoissonRegressor = _Learner
OrthogonalMatchingPursuit = QuantileRegressor = _Learner


class LogisticRegression(_Learner):
    def __init__(self, penalty="l2", *, dual=False, tol=1e-4, C=1.0, fit_intercept=True, intercept_scaling=1,
                 class_weight=None, random_state=None, solver="lbfgs", **kwargs):
        self.solver = solver
        self.random_state = random_state

    def fit(self, X=None, y=None, *args, **kwargs):
        if self.solver == "sag" or self.solver == "saga" or self.solver == "liblinear":
            _draw(self.random_state, "sample")
        trains()
        return self


LogisticRegressionCV = LogisticRegression
