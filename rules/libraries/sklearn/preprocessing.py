# sklearn.preprocessing
from sklearn._base import _Drawing, _Estimator


class QuantileTransformer(_Estimator):
    # Subsamples only above 10,000 rows.
    pass


StandardScaler = MinMaxScaler = MaxAbsScaler = RobustScaler = Normalizer = Binarizer = LabelEncoder = _Estimator
OneHotEncoder = OrdinalEncoder = LabelBinarizer = MultiLabelBinarizer = PolynomialFeatures = _Estimator
PowerTransformer = KBinsDiscretizer = FunctionTransformer = TargetEncoder = SplineTransformer = _Estimator
