# tensorflow.config
