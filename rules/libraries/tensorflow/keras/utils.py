# tensorflow.keras.utils
from keras.utils import set_random_seed
