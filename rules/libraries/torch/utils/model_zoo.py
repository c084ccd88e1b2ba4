# torch.utils.model_zoo
from seedlint import *


def load_url(url, *args, **kwargs):
    return unknown(url)
