# hashlib: a digest is the same in every process.
from seedlint import *


class _Hash:
    def __init__(self, data=b"", **kwargs):
        self._data = data

    def update(self, data):
        self._data = data

    def hexdigest(self, *args):
        return unknown(self._data)

    digest = hexdigest


md5 = sha1 = sha224 = sha256 = sha384 = sha512 = sha3_256 = sha3_512 = blake2b = blake2s = shake_128 = shake_256 = _Hash


def new(name, data=b"", **kwargs):
    return _Hash(data)
