# torchvision.models._utils
from torch.nn import Module


class IntermediateLayerGetter(Module):
    def __init__(self, model, return_layers):
        self.model = model

    def forward(self, x):
        return self.model(x)
