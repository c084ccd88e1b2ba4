from lightning.pytorch.strategies import Strategy


class DDPPlugin(Strategy): pass
class DeepSpeedPlugin(Strategy): pass
