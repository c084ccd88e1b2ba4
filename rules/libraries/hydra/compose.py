from seedlint import *


def compose(config_name=None, overrides=None, return_hydra_config=False, strict=None):
    return config("cfg")
