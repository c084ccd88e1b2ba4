# numpy.random.mtrand: names live in numpy.random.
from numpy.random import *
from numpy.random import RandomState
