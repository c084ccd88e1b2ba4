# sklearn.calibration
from sklearn._base import _Wrapper

CalibratedClassifierCV = _Wrapper
