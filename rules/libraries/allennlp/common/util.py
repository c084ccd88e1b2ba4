from seedlint import *


# Seeds from the configuration (13370, 1337 and 133 unless it says otherwise).
def prepare_environment(params):
    seeds("python", config("random_seed"))
    seeds("numpy", config("numpy_seed"))
    seeds("torch", config("pytorch_seed"))
    seeds("torch.cuda", config("pytorch_seed"))
