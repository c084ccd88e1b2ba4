# copy: a copy has the same weights and the same kind of generator; nothing is drawn.


def copy(x):
    return x


def deepcopy(x, memo=None):
    return x
