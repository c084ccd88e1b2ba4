# albumentations.core
