from seedlint import *


# A progress bar hands on what it is given, in the same order.
class tqdm:
    keeps_order = True

    def __init__(self, iterable=None, desc=None, total=None, leave=True, **kwargs):
        self.iterable = iterable
        self.n = unknown()

    def __iter__(self):
        for item in self.iterable:
            yield item

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False

    @staticmethod
    def write(s, file=None, end="\n", nolock=False):
        pass

    @classmethod
    def pandas(cls, *args, **kwargs):
        pass

    def update(self, n=1):
        pass

    def set_description(self, desc=None, refresh=True):
        pass

    def set_postfix(self, ordered_dict=None, refresh=True, **kwargs):
        pass

    def set_postfix_str(self, s="", refresh=True):
        pass

    def refresh(self, **kwargs):
        pass

    def reset(self, total=None):
        pass

    def close(self):
        pass


def trange(*args, **kwargs):
    return tqdm(range(*args), **kwargs)
