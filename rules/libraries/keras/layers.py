# keras.layers: which draw weights, which draw at every step in training.
from seedlint import *
from keras import Layer, Input


class Dense(Layer):
    def build(self, *args):
        draws("tensorflow", "init")


Conv1D = Conv2D = Conv3D = Conv1DTranspose = Conv2DTranspose = Conv3DTranspose = SeparableConv1D = Dense
SeparableConv2D = DepthwiseConv2D = Convolution2D = Embedding = EinsumDense = MultiHeadAttention = LSTM = GRU = Dense
SimpleRNN = ConvLSTM2D = LSTMCell = GRUCell = Dense


class Dropout(Layer):
    def __init__(self, rate, *args, seed=None, **kwargs):
        self.rate = rate

    def call(self, *inputs, **kwargs):
        if self.rate != 0:
            draws("tensorflow", "step")
        return unknown(*inputs)


SpatialDropout1D = SpatialDropout2D = SpatialDropout3D = GaussianNoise = GaussianDropout = AlphaDropout = Dropout


class RandomFlip(Layer):
    def call(self, *inputs, **kwargs):
        draws("tensorflow", "augment")
        return unknown(*inputs)


RandomRotation = RandomZoom = RandomCrop = RandomContrast = RandomTranslation = RandomBrightness = RandomFlip


class Bidirectional(Layer):
    def __init__(self, layer, *args, **kwargs):
        self.layer = layer

    def call(self, *inputs, **kwargs):
        return self.layer(*inputs)


TimeDistributed = Bidirectional


def __getattr__(name):
    return Layer
