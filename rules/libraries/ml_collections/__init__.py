from ml_collections.config_dict import ConfigDict, FrozenConfigDict
from ml_collections import config_flags
