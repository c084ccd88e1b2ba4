# torch.nn.functional: only what draws.
from seedlint import *
from torch.random import _draw


def dropout(input, p=0.5, training=True, inplace=False):
    if not p:
        mark("zero-dropout", None, p)
        return input
    if training:
        _draw("step")
    return unknown(input)


dropout1d = dropout2d = dropout3d = dropout


def alpha_dropout(input, p=0.5, training=False, inplace=False):
    if not p:
        mark("zero-dropout", None, p)
        return input
    if training:
        _draw("step")
    return unknown(input)


feature_alpha_dropout = alpha_dropout


def rrelu(input, lower=0.125, upper=1 / 3, training=False, inplace=False):
    if training:
        _draw("step")
    return unknown(input)


rrelu_ = rrelu


def gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1):
    _draw("step")
    return unknown(logits)


def scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None,
                                 enable_gqa=False):
    needs("torch", "2.0")
    if dropout_p:
        _draw("step")
    else:
        mark("zero-dropout", None, dropout_p)
    return unknown(query)


def fractional_max_pool2d(input, kernel_size, output_size=None, output_ratio=None, return_indices=False,
                          _random_samples=None):
    if _random_samples is None:
        _draw("step")
    return unknown(input)


fractional_max_pool3d = fractional_max_pool2d
