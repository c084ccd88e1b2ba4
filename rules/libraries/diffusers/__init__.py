from diffusers.models import *
from diffusers.pipelines import *
from diffusers.schedulers import *
from diffusers.training_utils import EMAModel
