# tensorflow.config.experimental
from seedlint import *


def enable_op_determinism():
    flag("tensorflow.enable_op_determinism", True)
