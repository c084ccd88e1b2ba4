# secrets: the operating system's entropy.
from seedlint import *
from random import SystemRandom


def randbelow(*args):
    return entropy()


randbits = token_bytes = token_hex = token_urlsafe = choice = randbelow
