import torch
from seedlint import *
from torch.random import _draw


# Sampling starts from noise of the given generator, else of torch's stream.
class DiffusionPipeline:
    def __init__(self, *args, **kwargs):
        self.scheduler = unknown()
        self.unet = unknown()

    @classmethod
    def from_pretrained(cls, *args, **kwargs):
        return cls()

    def __call__(self, *args, generator=None, **kwargs):
        with torch.no_grad():
            _draw("sample", generator)
        return unknown()

    def to(self, *args, **kwargs):
        return self

    def set_progress_bar_config(self, **kwargs):
        pass

    def enable_model_cpu_offload(self, *args, **kwargs):
        pass

    def enable_xformers_memory_efficient_attention(self, *args, **kwargs):
        pass

    def load_lora_weights(self, *args, **kwargs):
        pass

    def save_pretrained(self, *args, **kwargs):
        pass


class StableDiffusionPipeline(DiffusionPipeline): pass
class StableDiffusionXLPipeline(DiffusionPipeline): pass
class StableDiffusionImg2ImgPipeline(DiffusionPipeline): pass
class StableDiffusionInpaintPipeline(DiffusionPipeline): pass
class StableDiffusionControlNetPipeline(DiffusionPipeline): pass
class StableDiffusion3Pipeline(DiffusionPipeline): pass
class FluxPipeline(DiffusionPipeline): pass
class DDPMPipeline(DiffusionPipeline): pass
class DDIMPipeline(DiffusionPipeline): pass
class AutoPipelineForText2Image(DiffusionPipeline): pass
class AutoPipelineForImage2Image(DiffusionPipeline): pass
