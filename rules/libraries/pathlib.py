# pathlib: listings come in the file system's order.
from seedlint import *


class PurePath:
    def __init__(self, *parts):
        pass

    def __truediv__(self, other):
        return self

    def _same(self, *args, **kwargs):
        return self

    absolute = resolve = expanduser = with_suffix = with_name = joinpath = relative_to = _same

    @property
    def parent(self):
        return self

    def exists(self):
        return unknown()

    is_dir = is_file = exists


class Path(PurePath):
    def glob(self, pattern, **kwargs):
        return unordered(unknown())

    def rglob(self, pattern, **kwargs):
        return unordered(unknown())

    def iterdir(self):
        return unordered(unknown())

    @classmethod
    def cwd(cls):
        return cls()

    home = cwd


PosixPath = Path
PurePosixPath = PurePath
