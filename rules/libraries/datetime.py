# datetime: now and today are entropy.
from seedlint import *


class date:
    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def today(cls):
        return entropy()


class datetime(date):
    @classmethod
    def now(cls, tz=None):
        return entropy()

    @classmethod
    def utcnow(cls):
        return entropy()
