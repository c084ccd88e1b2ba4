from seedlint import *

import torch.nn as nn


# Weights are random when built from a configuration, complete when loaded.
class ModelMixin(nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        draws("torch", "init")
        self.config = config("config.json")

    def forward(self, *args, **kwargs):
        return unknown()

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, **kwargs):
        made = cls()
        overwrite(made)
        return made

    @classmethod
    def from_config(cls, config=None, **kwargs):
        return cls()

    @staticmethod
    def load_config(*args, **kwargs):
        return config("config.json")

    # The latent is drawn when it is sampled, not here.
    def encode(self, *args, **kwargs):
        return _Encoded()

    def decode(self, *args, **kwargs):
        return unknown()

    # Adapters bring new random matrices.
    def add_adapter(self, *args, **kwargs):
        draws("torch", "init")

    def save_pretrained(self, *args, **kwargs):
        pass

    def enable_gradient_checkpointing(self):
        pass

    def enable_xformers_memory_efficient_attention(self, *args, **kwargs):
        pass


class _Encoded:
    def __init__(self):
        self.latent_dist = _Distribution()


class _Distribution:
    def sample(self, generator=None):
        draws("torch", "step", generator)
        return unknown()

    def mode(self):
        return unknown()


class UNet2DModel(ModelMixin): pass
class UNet2DConditionModel(ModelMixin): pass
class UNet3DConditionModel(ModelMixin): pass
class UNet1DModel(ModelMixin): pass
class UNetSpatioTemporalConditionModel(ModelMixin): pass
class UNetMotionModel(ModelMixin): pass
class AutoencoderKL(ModelMixin): pass
class AutoencoderTiny(ModelMixin): pass
class AutoencoderDC(ModelMixin): pass
class VQModel(ModelMixin): pass
class Transformer2DModel(ModelMixin): pass
class DiTTransformer2DModel(ModelMixin): pass
class SD3Transformer2DModel(ModelMixin): pass
class FluxTransformer2DModel(ModelMixin): pass
class PixArtTransformer2DModel(ModelMixin): pass
class PriorTransformer(ModelMixin): pass
class MotionAdapter(ModelMixin): pass
class T2IAdapter(ModelMixin): pass
class CogVideoXTransformer3DModel(ModelMixin): pass
class LTXVideoTransformer3DModel(ModelMixin): pass
class HunyuanVideoTransformer3DModel(ModelMixin): pass
class SanaTransformer2DModel(ModelMixin): pass


# Copies the encoder's weights; the layers it adds start at zero, one embedding at random.
class ControlNetModel(ModelMixin):
    @classmethod
    def from_unet(cls, unet, *args, **kwargs):
        return cls()
