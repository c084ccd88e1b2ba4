from seedlint import *


class _Augmentation:
    def __call__(self, image):
        draws("python", "augment")
        draws("torch", "augment")
        return unknown(image)


class _Plain:
    def __call__(self, image):
        return unknown(image)


def create_transform(input_size=224, is_training=False, no_aug=False, **kwargs):
    if is_training and not no_aug:
        return _Augmentation()
    return _Plain()


def rand_augment_transform(config_str, hparams=None, transforms=None):
    return _RandAugment()


class _RandAugment:
    def __call__(self, image):
        draws("python", "augment")
        draws("numpy", "augment")
        return unknown(image)


auto_augment_transform = rand_augment_transform
augment_and_mix_transform = rand_augment_transform
