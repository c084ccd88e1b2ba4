from seedlint import *


# Chooses the mixing ratio, and whether to mix, with numpy's global stream.
class Mixup:
    def __init__(self, mixup_alpha=1.0, cutmix_alpha=0.0, cutmix_minmax=None, prob=1.0, switch_prob=0.5, mode="batch",
                 correct_lam=True, label_smoothing=0.1, num_classes=1000):
        self.mixup_enabled = True

    def __call__(self, x, target=None):
        draws("numpy", "augment")
        return (unknown(x), unknown(target))


class FastCollateMixup(Mixup):
    def __call__(self, batch, _=None):
        draws("numpy", "augment")
        return (unknown(), unknown())
