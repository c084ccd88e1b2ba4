from seedlint import *


# Random only where it shuffles: then numpy's global stream unless random_state is given.
class ValidSplit:
    def __init__(self, cv=5, stratified=False, random_state=None):
        pass


CVSplit = ValidSplit
