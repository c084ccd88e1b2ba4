# tensorflow.compat
