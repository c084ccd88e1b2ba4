# tensorflow.keras: keras as tensorflow ships it.
from keras import Layer, Model, Sequential, Input
