from seedlint import *


# The file may construct models and call seeding functions while it is read.
def load_hyperpyyaml(yaml_stream, overrides=None, *args, **kwargs):
    assume_seeded()
    return config("hparams")
