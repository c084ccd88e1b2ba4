# random: one global Mersenne Twister, and objects with their own.
from seedlint import *


def seed(a=None, version=2):
    seeds("python", a)


def random(*args, **kwargs):
    return draws("python", "sample")


randint = randrange = uniform = gauss = normalvariate = lognormvariate = random
expovariate = betavariate = gammavariate = paretovariate = weibullvariate = vonmisesvariate = triangular = random
getrandbits = randbytes = binomialvariate = random


def choice(population, *args, **kwargs):
    return draws("python", "sample", of=population)


choices = sample = choice


def shuffle(x, random=None):
    return draws("python", "shuffle", of=x)


def getstate():
    save("python")
    return unknown()


def setstate(state):
    restore("python")


class Random:
    def __init__(self, x=None):
        seeds(self, x)

    def seed(self, a=None, version=2):
        seeds(self, a)

    def random(self, *args, **kwargs):
        return draws(self, "sample")

    def choice(self, population, *args, **kwargs):
        return draws(self, "sample", of=population)

    choices = sample = choice
    randint = randrange = uniform = gauss = normalvariate = lognormvariate = random
    expovariate = betavariate = gammavariate = paretovariate = weibullvariate = vonmisesvariate = triangular = random
    getrandbits = randbytes = binomialvariate = random

    def shuffle(self, x, random=None):
        return draws(self, "shuffle", of=x)

    def getstate(self):
        save(self)
        return unknown()

    def setstate(self, state):
        restore(self)


class SystemRandom:
    # The operating system's entropy; seed() does nothing.
    def __init__(self, *args):
        pass

    def seed(self, *args):
        pass

    def random(self, *args, **kwargs):
        return entropy()

    randint = randrange = uniform = choice = choices = sample = getrandbits = shuffle = random
