# pandas: only sample() draws; frames are followed through the usual methods.
from seedlint import *
from sklearn._base import _draw


class DataFrame:
    def __init__(self, *args, **kwargs):
        self.values = unknown()
        self.index = unknown()
        self.columns = unknown()
        self.shape = unknown()

    def sample(self, n=None, frac=None, replace=False, weights=None, random_state=None, axis=None,
               ignore_index=False):
        _draw(random_state, "shuffle")
        return self

    def __getitem__(self, key):
        return self

    def __iter__(self):
        yield unknown()

    def _same(self, *args, **kwargs):
        return self

    dropna = fillna = drop = drop_duplicates = reset_index = set_index = sort_values = sort_index = rename = _same
    copy = astype = merge = join = head = tail = groupby = query = assign = replace = transform = apply = _same
    map = filter = explode = reindex = isin = to_frame = nlargest = nsmallest = _same

    def to_numpy(self, *args, **kwargs):
        return unknown()

    tolist = to_list = to_dict = unique = nunique = value_counts = to_numpy

    def iterrows(self):
        yield unknown(), unknown()

    items = iterrows

    def itertuples(self, *args, **kwargs):
        yield unknown()

    @property
    def iloc(self):
        return self

    @property
    def loc(self):
        return self


Series = DataFrame


def read_csv(path=None, *args, **kwargs):
    return DataFrame()


read_excel = read_json = read_parquet = read_pickle = read_table = read_feather = read_hdf = read_sql = read_csv
concat = merge = read_csv
