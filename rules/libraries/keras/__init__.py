# keras: weights are drawn when a model is built, order when it is fitted.
from seedlint import *


class Layer:
    def __init__(self, *args, **kwargs):
        pass

    def build(self, *args):
        pass

    def __call__(self, *inputs, **kwargs):
        self.build(unknown())
        return self.call(*inputs)

    def call(self, *inputs, **kwargs):
        return unknown(*inputs)

    def add_weight(self, *args, **kwargs):
        draws("tensorflow", "init")
        return unknown()


class Model(Layer):
    def compile(self, *args, **kwargs):
        pass

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose="auto", callbacks=None, validation_split=0.0,
            validation_data=None, shuffle=True, **kwargs):
        if shuffle:
            draws("tensorflow", "shuffle")
        self.call(unknown(x))
        trains()
        return unknown()

    train_on_batch = fit_generator = fit

    def predict(self, x=None, *args, **kwargs):
        return unknown(x)

    evaluate = predict

    def load_weights(self, *args, **kwargs):
        overwrite(self)

    def summary(self, *args, **kwargs):
        pass


class Sequential(Model):
    def __init__(self, layers=None, *args, **kwargs):
        if layers is None:
            self.layers = []
        else:
            self.layers = layers

    def add(self, layer):
        self.layers.append(layer)

    def call(self, inputs, *args, **kwargs):
        for layer in self.layers:
            inputs = layer(inputs)
        return inputs


def Input(*args, **kwargs):
    return unknown()
