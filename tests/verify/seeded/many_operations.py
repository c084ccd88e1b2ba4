# options: --steps 0
"""Many of torch's operations, forward and backward, over memory that holds other bytes in each run: what nobody writes must
be no difference. One step an operation; with names of operations as arguments only those. torch.linalg.lstsq is left out: on
the CPU its last bits depend on where its memory lies, so two runs do differ."""
import os
import sys

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils import checkpoint

torch.manual_seed(0)


def dirty():
    """Blocks of many sizes, given back at once: what is allocated next holds these bytes."""
    sizes = [*range(64, 4096, 64), *range(4096, 1 << 17, 4096)]
    return [bytearray(os.urandom(64)) * (size // 64) for size in sizes for _ in range(2)] and None


def p(*sizes):
    return torch.randn(*sizes, requires_grad=True)


def amp(compute):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return compute()


def attention(**options):
    q = p(2, 2, 8, 16)
    return F.scaled_dot_product_attention(q, q, q, **options)


def sparse_embedding():
    layer = nn.Embedding(10, 8, sparse=True)
    layer(idx).sum().backward()
    torch.optim.SparseAdam(layer.parameters()).step()
    return layer.weight


img, seq, idx = p(2, 3, 16, 16), p(5, 4, 16), torch.randint(0, 10, (4, 6))
enc = nn.TransformerEncoderLayer(16, 2, 32, dropout=0.1)
cases = {
    "conv": lambda: nn.Conv2d(3, 8, 3)(img),
    "convg": lambda: nn.Conv2d(3, 6, 3, groups=3, dilation=2, padding=2)(img),
    "convt": lambda: nn.ConvTranspose2d(3, 4, 3, stride=2)(img),
    "convcl": lambda: nn.Conv2d(3, 8, 3).to(memory_format=torch.channels_last)(img.contiguous(memory_format=torch.channels_last)),
    "conv1": lambda: nn.Conv1d(16, 8, 3)(seq.permute(1, 2, 0)),
    "conv3": lambda: nn.Conv3d(3, 4, 3)(p(1, 3, 6, 6, 6)),
    "convamp": lambda: amp(lambda: nn.Conv2d(3, 8, 3)(img)),
    "linamp": lambda: amp(lambda: nn.Linear(16, 8)(seq)),
    "lstmamp": lambda: amp(lambda: nn.LSTM(16, 8)(seq)[0]),
    "bn": lambda: nn.BatchNorm2d(3)(img),
    "bneval": lambda: nn.BatchNorm2d(3).eval()(img),
    "inorm": lambda: nn.InstanceNorm2d(3)(img),
    "gn": lambda: nn.GroupNorm(3, 3)(img),
    "ln": lambda: nn.LayerNorm(16)(seq),
    "rms": lambda: nn.RMSNorm(16)(seq),
    "lrn": lambda: nn.LocalResponseNorm(2)(img),
    "maxp": lambda: F.max_pool2d(img, 3, 2, return_indices=True)[0],
    "avgp": lambda: F.avg_pool2d(img, 3),
    "adm": lambda: F.adaptive_max_pool2d(img, 5),
    "ada": lambda: F.adaptive_avg_pool2d(img, 5),
    "frac": lambda: F.fractional_max_pool2d(img, 2, output_size=5),
    "unpool": lambda: F.max_unpool2d(*F.max_pool2d(img, 2, return_indices=True), 2),
    "lp": lambda: F.lp_pool2d(img, 2, 2),
    "ebs": lambda: nn.EmbeddingBag(10, 8, mode="sum")(idx),
    "ebm": lambda: nn.EmbeddingBag(10, 8, mode="mean")(idx),
    "ebx": lambda: nn.EmbeddingBag(10, 8, mode="max")(idx),
    "ebo": lambda: nn.EmbeddingBag(10, 8, mode="sum", padding_idx=1)(idx.flatten(), torch.tensor([0, 3, 9])),
    "ebw": lambda: nn.EmbeddingBag(10, 8, mode="sum")(idx, per_sample_weights=p(4, 6)),
    "spemb": sparse_embedding,
    "emb": lambda: nn.Embedding(10, 8, padding_idx=0, max_norm=1.0)(idx),
    "sdpa": lambda: attention(),
    "sdpac": lambda: attention(is_causal=True),
    "sdpad": lambda: attention(dropout_p=0.2),
    "sdpam": lambda: attention(attn_mask=torch.randn(8, 8)),
    "mha": lambda: nn.MultiheadAttention(16, 2, dropout=0.1)(seq, seq, seq)[0],
    "enc": lambda: enc(seq),
    "enceval": lambda: enc.eval()(seq.detach()),
    "dec": lambda: nn.TransformerDecoderLayer(16, 2, 32)(seq, seq),
    "encnt": lambda: nn.TransformerEncoder(nn.TransformerEncoderLayer(16, 2, 32, batch_first=True), 2, enable_nested_tensor=True).eval()(seq.detach(), src_key_padding_mask=torch.tensor([[False, False, True, True]] * 5)),
    "rnn": lambda: nn.RNN(16, 8)(seq)[0],
    "lstm": lambda: nn.LSTM(16, 8, 2, bidirectional=True, dropout=0.2)(seq)[0],
    "lstmp": lambda: nn.LSTM(16, 8, proj_size=4)(seq)[0],
    "gru": lambda: nn.GRU(16, 8, 2)(seq)[0],
    "lstmno": lambda: nn.LSTM(16, 8).eval()(seq.detach())[0],
    "lcell": lambda: nn.LSTMCell(16, 8)(seq[0])[0],
    "gcell": lambda: nn.GRUCell(16, 8)(seq[0]),
    "packed": lambda: nn.LSTM(16, 8)(nn.utils.rnn.pack_padded_sequence(seq, torch.tensor([5, 4, 2, 1])))[0].data,
    "ctc": lambda: F.ctc_loss(seq[..., :6].log_softmax(2), torch.randint(1, 6, (4, 3)), torch.full((4,), 5), torch.tensor([1, 3, 2, 1])),
    "ce": lambda: F.cross_entropy(seq.flatten(0, 1), torch.randint(0, 16, (20,)), ignore_index=3, label_smoothing=0.1),
    "nll2": lambda: F.nll_loss(img.log_softmax(1), torch.randint(0, 3, (2, 16, 16))),
    "mm": lambda: F.multi_margin_loss(seq[0], torch.randint(0, 16, (4,))),
    "mlm": lambda: F.multilabel_margin_loss(seq[0], torch.randint(0, 16, (4, 16))),
    "trip": lambda: F.triplet_margin_loss(seq[0], seq[1], seq[2]),
    "hub": lambda: F.huber_loss(seq[0], seq[1].detach()),
    "kl": lambda: F.kl_div(seq[0].log_softmax(1), seq[1].softmax(1).detach(), reduction="batchmean"),
    "cosl": lambda: F.cosine_embedding_loss(seq[0], seq[1], torch.ones(4)),
    "pois": lambda: F.poisson_nll_loss(seq[0], seq[1].detach().abs()),
    "asm": lambda: nn.AdaptiveLogSoftmaxWithLoss(16, 20, [5, 10])(seq.flatten(0, 1), torch.randint(0, 20, (20,))).loss,
    "grid": lambda: F.grid_sample(img, F.affine_grid(torch.eye(2, 3).repeat(2, 1, 1), (2, 3, 8, 8), align_corners=False), align_corners=False),
    "interp": lambda: F.interpolate(img, scale_factor=1.7, mode="bicubic"),
    "nearest": lambda: F.interpolate(img, size=5),
    "shuf": lambda: F.pixel_shuffle(p(1, 8, 4, 4), 2),
    "pad": lambda: F.pad(img, (1, 2, 1, 0), mode="reflect"),
    "fold": lambda: F.fold(F.unfold(img, 3), (16, 16), 3),
    "drop": lambda: F.dropout(seq, 0.3),
    "adrop": lambda: F.alpha_dropout(seq, 0.3, True),
    "rrelu": lambda: F.rrelu(seq, training=True),
    "prelu": lambda: nn.PReLU()(seq),
    "glu": lambda: F.glu(seq),
    "gum": lambda: F.gumbel_softmax(seq[0]),
    "mish": lambda: F.mish(seq),
    "svd": lambda: torch.linalg.svd(seq[0], full_matrices=False)[1],
    "qr": lambda: torch.linalg.qr(seq[0])[1],
    "chol": lambda: torch.linalg.cholesky(seq[0] @ seq[0].T + 5 * torch.eye(4)),
    "solve": lambda: torch.linalg.solve(seq[0] @ seq[0].T + torch.eye(4), seq[0]),
    "eig": lambda: torch.linalg.eigh(seq[0] @ seq[0].T)[0],
    "inv": lambda: torch.linalg.inv(seq[0] @ seq[0].T + torch.eye(4)),
    "det": lambda: torch.linalg.slogdet(seq[0] @ seq[0].T + torch.eye(4))[1],
    "mexp": lambda: torch.matrix_exp(seq[0][:, :4] * 0.1),
    "pinv": lambda: torch.linalg.pinv(seq[0]),
    "lu": lambda: torch.linalg.lu(seq[0])[2],
    "geqrf": lambda: torch.geqrf(seq[0].detach())[0],
    "fft": lambda: torch.fft.rfft(seq).abs(),
    "stft": lambda: torch.stft(p(64), 16, window=torch.hann_window(16), return_complex=True).abs(),
    "istft": lambda: torch.istft(torch.stft(p(64), 16, window=torch.ones(16), return_complex=True), 16, window=torch.ones(16)),
    "cdist": lambda: torch.cdist(seq[0], seq[1]),
    "pdist": lambda: F.pdist(seq[0]),
    "ein": lambda: torch.einsum("abc,abd->cd", seq, seq),
    "bil": lambda: nn.Bilinear(16, 16, 4)(seq[0], seq[1]),
    "baddb": lambda: torch.baddbmm(p(5, 4, 4), seq, seq.transpose(1, 2)),
    "topk": lambda: seq.topk(3).values,
    "sort": lambda: seq.sort(stable=True).values,
    "kth": lambda: seq.kthvalue(2).values,
    "med": lambda: seq.median(1).values,
    "mode": lambda: seq.round().mode().values,
    "cummax": lambda: seq.cummax(0).values,
    "lcse": lambda: seq.logcumsumexp(0),
    "cumprod": lambda: seq.cumprod(0),
    "uniq": lambda: torch.unique(idx, return_inverse=True, return_counts=True)[2].float(),
    "hist": lambda: torch.histc(seq.detach()),
    "bincount": lambda: torch.bincount(idx.flatten()).float(),
    "nz": lambda: seq[seq > 0],
    "msel": lambda: seq.masked_select(seq > 0),
    "where": lambda: torch.where(seq > 0, seq, seq * 2),
    "ss": lambda: torch.searchsorted(torch.arange(5.), seq.detach()).float(),
    "quant": lambda: seq.quantile(0.3),
    "renorm": lambda: seq.renorm(2, 0, 1.0),
    "scat": lambda: torch.zeros(10, 16).scatter_add(0, idx[:, :1].expand(4, 16), seq[0]),
    "scr": lambda: torch.zeros(10, 16).scatter_reduce(0, idx[:, :1].expand(4, 16), seq[0], "amax"),
    "idxp": lambda: torch.zeros(10, 16).index_put((idx[:, 0],), seq[0], accumulate=True),
    "idxa": lambda: torch.zeros(10, 16).index_add(0, idx[:, 0], seq[0]),
    "gat": lambda: seq[0].gather(1, idx[:, :3]),
    "take": lambda: seq.take(idx),
    "roll": lambda: seq.roll(1, 0),
    "flip": lambda: seq.flip(0),
    "repi": lambda: seq.repeat_interleave(torch.tensor([1, 2, 0, 1, 3]), 0),
    "cat": lambda: torch.cat([seq, seq]),
    "stack": lambda: torch.stack([seq, seq]),
    "tril": lambda: seq.tril(),
    "diag": lambda: seq[0].diag_embed(),
    "splt": lambda: seq.tensor_split(3)[1],
    "nested": lambda: torch.nested.nested_tensor([torch.randn(2, 4), torch.randn(3, 4)]).to_padded_tensor(0.0),
    "coo": lambda: torch.sparse.mm(torch.eye(4).to_sparse(), seq[0]),
    "csr": lambda: torch.eye(4).to_sparse_csr() @ seq[0].detach(),
    "qz": lambda: torch.quantize_per_tensor(seq.detach(), 0.1, 0, torch.qint8).dequantize(),
    "fq": lambda: torch.fake_quantize_per_tensor_affine(seq, 0.1, 0, -128, 127),
    "wn": lambda: nn.utils.parametrizations.weight_norm(nn.Linear(16, 4))(seq),
    "sn": lambda: nn.utils.parametrizations.spectral_norm(nn.Linear(16, 4))(seq),
    "orth": lambda: nn.utils.parametrizations.orthogonal(nn.Linear(16, 16))(seq),
    "clip": lambda: nn.utils.clip_grad_norm_([seq], 1.0),
    "ckpt": lambda: checkpoint.checkpoint(enc.train(), seq, use_reentrant=False),
    "vmap": lambda: torch.func.vmap(torch.func.grad(lambda v: v.pow(2).sum()))(seq[0].detach()),
    "hess": lambda: torch.func.hessian(lambda v: v.pow(3).sum())(seq[0][0].detach()),
    "jit": lambda: torch.jit.trace(nn.Linear(16, 4), seq[0])(seq[0]),
    "dist": lambda: torch.distributions.Normal(seq, seq.abs() + 1).rsample(),
    "gamma": lambda: torch.distributions.Gamma(seq.abs() + 1, 1.0).rsample(),
    "diri": lambda: torch.distributions.Dirichlet(seq.abs() + 1).rsample(),
    "mult": lambda: torch.multinomial(seq[0].softmax(1), 3).float(),
    "numpy": lambda: torch.from_numpy(seq.detach().numpy() * 2),
    "lite": lambda: torch.tensor(seq.tolist()),
    "dbl": lambda: seq.double().to(torch.bfloat16).float(),
    "cplx": lambda: torch.view_as_real(torch.complex(seq, seq)),
}
optimisers = [torch.optim.Adam, torch.optim.AdamW, torch.optim.SGD, torch.optim.RMSprop, torch.optim.Adagrad, torch.optim.NAdam, torch.optim.RAdam,
              torch.optim.Adamax, torch.optim.Adadelta, torch.optim.Rprop, torch.optim.ASGD]
for number, (name, compute) in enumerate(cases.items()):
    if sys.argv[1:] and name not in sys.argv[1:]:
        continue
    dirty()
    result = compute()
    dirty()
    if result.requires_grad:
        result.float().pow(2).sum().backward()
    optimisers[number % len(optimisers)]([seq], lr=1e-3).step()
    seq.grad = img.grad = None
    print(name, float(result.detach().float().sum()))
