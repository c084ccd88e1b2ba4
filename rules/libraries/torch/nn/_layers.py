# torch.nn: recurrent and attention layers. They draw their weights, and at every forward where dropout is not 0.
from seedlint import *
from torch.nn import Module as _Module, ModuleList as _ModuleList, _Weighted, _fill, _step


class RNNBase(_Weighted):
    def forward(self, input, hx=None):
        if self.dropout:
            draws("torch", "step")
        return unknown(input), unknown(input)

    def flatten_parameters(self):
        pass


class LSTM(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0,
                 bidirectional=False, proj_size=0, device=None, dtype=None):
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.dropout = dropout
        _fill(self, device)


class GRU(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0,
                 bidirectional=False, device=None, dtype=None):
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.dropout = dropout
        _fill(self, device)


class RNN(RNNBase):
    def __init__(self, input_size, hidden_size, num_layers=1, nonlinearity="tanh", bias=True, batch_first=False,
                 dropout=0.0, bidirectional=False, device=None, dtype=None):
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.dropout = dropout
        _fill(self, device)


class RNNCellBase(_Weighted):
    pass


class RNNCell(RNNCellBase):
    pass


class LSTMCell(RNNCellBase):
    pass


class GRUCell(RNNCellBase):
    pass


class AdaptiveLogSoftmaxWithLoss(_Weighted):
    pass


class MultiheadAttention(_Weighted):
    def __init__(self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False,
                 kdim=None, vdim=None, batch_first=False, device=None, dtype=None):
        self.embed_dim = embed_dim
        self.num_heads = num_heads
        self.dropout = dropout
        _fill(self, device)

    def forward(self, query, key, value, *args, **kwargs):
        _step(self, self.dropout)
        return unknown(query), unknown()


class TransformerEncoderLayer(_Weighted):
    def __init__(self, d_model, nhead, dim_feedforward=2048, dropout=0.1, activation=None, layer_norm_eps=1e-5,
                 batch_first=False, norm_first=False, bias=True, device=None, dtype=None):
        self.p = dropout
        _fill(self, device)

    def forward(self, *args, **kwargs):
        _step(self, self.p)
        return unknown(*args)


class TransformerDecoderLayer(TransformerEncoderLayer):
    pass


class TransformerEncoder(_Module):
    # Copies the layer it is given: no draw of its own.
    def __init__(self, encoder_layer, num_layers, norm=None, *args, **kwargs):
        self.layers = _ModuleList([encoder_layer])
        self.norm = norm

    def forward(self, *args, **kwargs):
        for layer in self.layers:
            layer(*args, **kwargs)
        return unknown(*args)


class TransformerDecoder(TransformerEncoder):
    pass


class Transformer(_Weighted):
    def __init__(self, d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048,
                 dropout=0.1, *args, device=None, **kwargs):
        self.p = dropout
        _fill(self, device)

    def forward(self, *args, **kwargs):
        _step(self, self.p)
        return unknown(*args)
