# torch.hub: models from elsewhere, taken as trained.
from seedlint import *
from torch.nn import Module


def load(repo_or_dir, model, *args, **kwargs):
    return Module()


def load_state_dict_from_url(url, *args, **kwargs):
    return unknown(url)
