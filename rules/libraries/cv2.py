# cv2: its generator starts from a constant, so drawing from it without a seed can be repeated: not told as draws.
from seedlint import *


def setRNGSeed(seed):
    seeds("cv2", seed)


def randu(dst, low, high):
    return unknown(dst)


def randn(dst, mean, stddev):
    return unknown(dst)


def randShuffle(dst, iterFactor=1.0):
    return unknown(dst)
