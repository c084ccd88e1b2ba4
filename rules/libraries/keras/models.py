# keras.models
from keras import Model, Sequential
