from seedlint import *

from fastai.torch_core import no_random, set_seed


# A seed given here seeds torch's global stream.
def RandomSplitter(valid_pct=0.2, seed=None):
    def split(items):
        if seed is not None:
            seeds("torch", seed)
            seeds("torch.cuda", seed)
        draws("torch", "split")
        return (unknown(items), unknown(items))
    return split


# Its order generator is seeded from Python's stream when it is made.
class DataLoaders:
    def __init__(self, *loaders, **kwargs):
        draws("python", "shuffle")
        self.train = unknown()
        self.valid = unknown()

    @classmethod
    def _split(cls, valid_pct=0.2, seed=None):
        if valid_pct is not None:
            RandomSplitter(valid_pct, seed)(unknown())
        return cls()

    @classmethod
    def from_dsets(cls, *ds, **kwargs):
        return cls()

    def one_batch(self):
        return unknown()

    def show_batch(self, *args, **kwargs):
        pass


class DataBlock:
    def __init__(self, blocks=None, dl_type=None, getters=None, n_inp=None, item_tfms=None, batch_tfms=None,
                 splitter=None, get_items=None, get_y=None, get_x=None, **kwargs):
        self.splitter = splitter
        self.get_items = get_items

    def datasets(self, source, verbose=False):
        return self.dataloaders(source)

    # Without a splitter: a random fifth.
    def dataloaders(self, source, path=".", verbose=False, **kwargs):
        if self.splitter is None:
            RandomSplitter()(source)
        else:
            self.splitter(unknown(source))
        return DataLoaders()

    def summary(self, source, **kwargs):
        pass


def get_image_files(path, recurse=True, folders=None):
    return unordered(unknown(path))


get_files = get_image_files
