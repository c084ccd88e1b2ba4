# albumentations.core.composition
from albumentations import BaseCompose, Compose, OneOf, SomeOf, OneOrOther, Sequential, ReplayCompose
