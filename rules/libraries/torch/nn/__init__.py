# torch.nn: modules. Which layers draw at construction and which at every forward is what matters here.
from seedlint import *
from torch import Tensor


class _Parameters:
    # What parameters() gives: known to belong to a module that was built here.
    def __init__(self, module):
        self.module = module

    def __iter__(self):
        yield Tensor()


class Module:
    training = unknown()

    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def forward(self, *args, **kwargs):
        return unknown(*args)

    def _same(self, *args, **kwargs):
        return self

    to = cuda = cpu = half = float = double = bfloat16 = type = xpu = ipu = to_empty = _same
    train = eval = requires_grad_ = share_memory = compile = _same

    def parameters(self, recurse=True):
        return _Parameters(self)

    buffers = parameters

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        yield unknown(), Tensor()

    named_buffers = named_parameters

    def modules(self):
        yield self
        yield unknown()

    def children(self):
        yield unknown()

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        yield "", self
        yield unknown(), unknown()

    def named_children(self):
        yield unknown(), unknown()

    def apply(self, fn):
        fn(unknown())
        fn(self)
        return self

    def state_dict(self, *args, **kwargs):
        return unknown()

    def load_state_dict(self, state_dict, strict=True, assign=False):
        # strict=False too is mostly given a checkpoint of the whole model.
        overwrite(self)
        return unknown()

    def add_module(self, name, module):
        setattr(self, name, module)

    def register_module(self, name, module):
        setattr(self, name, module)

    def register_parameter(self, name, param):
        setattr(self, name, param)

    def register_buffer(self, name, tensor, persistent=True):
        setattr(self, name, tensor)

    def register_forward_hook(self, hook, **kwargs):
        callback(hook, self, unknown(), unknown())

    def register_forward_pre_hook(self, hook, **kwargs):
        callback(hook, self, unknown())

    def register_full_backward_hook(self, hook, prepend=False):
        callback(hook, self, unknown(), unknown())

    register_backward_hook = register_full_backward_hook

    def get_submodule(self, target):
        return unknown()

    def zero_grad(self, set_to_none=True):
        pass


class Sequential(Module):
    def __init__(self, *args):
        if surely(len(args) == 1) and surely(isinstance(args[0], dict)):
            self._children = args[0].values()
        else:
            self._children = args

    def forward(self, input):
        for module in self._children:
            input = module(input)
        return input

    def __iter__(self):
        for module in self._children:
            yield module

    def __len__(self):
        return unknown()

    def __getitem__(self, index):
        return self._children[index]

    def append(self, module):
        self._children = [module]  # beside what it holds already: fields only grow
        return self

    def add_module(self, name, module):
        self._children = [module]

    def children(self):
        for module in self._children:
            yield module

    def insert(self, index, module):
        self._children = [module]
        return self

    def extend(self, sequential):
        self._children = [*sequential]
        return self


class ModuleList(Sequential):
    def __init__(self, modules=None):
        if surely(modules is None):
            self._children = []
        else:
            self._children = [*modules]

    def forward(self, *args):
        return unknown()

    def __iadd__(self, modules):
        return self.extend(modules)


class ModuleDict(Module):
    def __init__(self, modules=None):
        if surely(modules is None):
            self._children = {}
        else:
            self._children = dict(modules)

    def __getitem__(self, key):
        return self._children[key]

    def __setitem__(self, key, module):
        self._children[key] = module

    def __getattr__(self, name):
        return self._children[name]

    def __contains__(self, key):
        return unknown()

    def __iter__(self):
        return iter(self._children)

    def keys(self):
        return self._children.keys()

    def values(self):
        return self._children.values()

    def items(self):
        return self._children.items()

    def update(self, modules):
        self._children.update(modules)


class ParameterList(ModuleList):
    pass


class ParameterDict(ModuleDict):
    pass


class Parameter(Tensor):
    def __init__(self, data=None, requires_grad=True):
        self.requires_grad = requires_grad

    # Whoever fills weights by hand initialises them.
    def normal_(self, mean=0, std=1, *, generator=None):
        draws("torch", "init", generator)
        return self

    uniform_ = normal_


class Buffer(Tensor):
    pass


class UninitializedParameter(Parameter):
    pass


# There is nothing to fill on the device "meta".
def _fill(layer, device):
    if not surely(device == "meta") and not surely(device.type == "meta"):
        layer.reset_parameters()


class _Weighted(Module):
    # Weights drawn when built.
    weight = Parameter()

    def __init__(self, *args, device=None, dtype=None, **kwargs):
        _fill(self, device)

    def reset_parameters(self):
        draws("torch", "init")


class Linear(_Weighted):
    def __init__(self, in_features, out_features, bias=True, device=None, dtype=None):
        self.in_features = in_features
        self.out_features = out_features
        _fill(self, device)


class NonDynamicallyQuantizableLinear(Linear):
    pass


class Bilinear(_Weighted):
    pass


class _ConvNd(_Weighted):
    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0, *args, device=None, dtype=None,
                 **kwargs):
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.kernel_size = kernel_size
        self.stride = stride
        self.padding = padding
        _fill(self, device)


class Conv1d(_ConvNd):
    pass


class Conv2d(_ConvNd):
    pass


class Conv3d(_ConvNd):
    pass


class _ConvTransposeNd(_ConvNd):
    pass


class ConvTranspose1d(_ConvTransposeNd):
    pass


class ConvTranspose2d(_ConvTransposeNd):
    pass


class ConvTranspose3d(_ConvTransposeNd):
    pass


class Embedding(_Weighted):
    def __init__(self, num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0,
                 scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device=None, dtype=None):
        self.num_embeddings = num_embeddings
        self.embedding_dim = embedding_dim
        if surely(_weight is None):
            _fill(self, device)

    @classmethod
    def from_pretrained(cls, embeddings, *args, **kwargs):
        return cls(1, 1, _weight=embeddings)


class EmbeddingBag(_Weighted):
    @classmethod
    def from_pretrained(cls, embeddings, *args, **kwargs):
        return cls(device="meta")


# A probability that is 0 never draws; the mark lets a rule see where the 0 came from.
def _step(module, p):
    if p:
        draws("torch", "step")
    else:
        mark("zero-dropout", module, p)


class _DropoutNd(Module):
    def __init__(self, p=0.5, inplace=False):
        self.p = p
        # A 0 that a configuration or a default brings is a 0 of this run only.
        self.never = written(p) and not p

    def forward(self, input):
        _step(self, not self.never)
        return unknown(input)


class Dropout(_DropoutNd):
    pass


class Dropout1d(_DropoutNd):
    pass


class Dropout2d(_DropoutNd):
    pass


class Dropout3d(_DropoutNd):
    pass


class AlphaDropout(_DropoutNd):
    pass


class FeatureAlphaDropout(_DropoutNd):
    pass


class RReLU(Module):
    def __init__(self, lower=0.125, upper=1 / 3, inplace=False):
        pass

    def forward(self, input):
        draws("torch", "step")
        return unknown(input)


class FractionalMaxPool2d(Module):
    def __init__(self, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None):
        self._random_samples = _random_samples

    def forward(self, input):
        if self._random_samples is None:
            draws("torch", "step")
        return unknown(input)


class FractionalMaxPool3d(FractionalMaxPool2d):
    pass


class Lazy(_Weighted):
    # Lazy layers draw when their first input tells the shape.
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, input, *args):
        draws("torch", "init")
        return unknown(input)


LazyLinear = LazyConv1d = LazyConv2d = LazyConv3d = Lazy
LazyConvTranspose1d = LazyConvTranspose2d = LazyConvTranspose3d = Lazy

from torch.nn._layers import *
from torch.nn._silent import *
from torch.nn.parallel import DataParallel
