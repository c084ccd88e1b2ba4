from transformers.optimization import *
