# cv2: one generator per thread, which starts from a constant; loader workers copy it.
from seedlint import *


def setRNGSeed(seed):
    seeds("cv2", seed)


def randu(dst, low, high):
    return draws("cv2", "sample")


def randn(dst, mean, stddev):
    return draws("cv2", "sample")


def randShuffle(dst, iterFactor=1.0):
    return draws("cv2", "shuffle")


def kmeans(data, K, bestLabels, criteria, attempts, flags, centers=None):
    result = draws("cv2", "sample")
    return result, result, result
