from seedlint import *

from composer.trainer import Trainer
from composer.models import ComposerModel, HuggingFaceModel
from composer.core import Algorithm, Callback
