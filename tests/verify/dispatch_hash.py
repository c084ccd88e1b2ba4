"""Checks the hash, the generators and the files of the tracer in Python (runtime-check/python/seedlint_dispatch_*.py).

    PYTHON dispatch_hash.py        with a Python that has torch; exit 1 if a check fails, 77 without torch

Every change a hash must see is tried both on bytes in CPU memory and by the way other devices go.
"""
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

wanted = os.environ.get("SEEDLINT_TORCH_PYTHON", "")
if wanted and "DISPATCH_HASH_INSIDE" not in os.environ:
    sys.exit(subprocess.call([wanted, *sys.argv], env={**os.environ, "DISPATCH_HASH_INSIDE": "1"}))
try:
    import torch
except ImportError:
    print("skipped: no torch; set SEEDLINT_TORCH_PYTHON to a Python that has it")
    sys.exit(77)

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "runtime-check" / "python"))
import seedlint_dispatch_reads as reads  # noqa: E402
import seedlint_dispatch_records as records  # noqa: E402

reads.prepare_hash(torch)
failures = 0


def check(what, right):
    global failures
    if not right:
        failures += 1
        print("FAILED: " + what)


def by_bytes(tensor):
    return reads.tensor_hash(tensor, tensor.element_size(), True)


def by_device(tensor):
    return reads._device_hash(tensor, tensor.element_size(), True)


def changed(tensor, at, to):
    other = tensor.clone()
    other[at] = to
    return other


for way, hash_of in (("bytes", by_bytes), ("device", by_device)):
    def same(a, b):
        return hash_of(a)[:2] == hash_of(b)[:2]

    x = torch.arange(1, 4099, dtype=torch.float32)
    check(way + ": equal bytes hash alike", same(x, x.clone()))
    check(way + ": a copy with other strides hashes alike", same(x[:4096].view(64, 64), x[:4096].view(64, 64).t().contiguous().t()))
    check(way + ": a part is read from its own offset", same(x[5:9], x[5:9].clone()) and not same(x[5:9], x[:4]))
    check(way + ": a transposed tensor differs", not same(x[:4096].view(64, 64), x[:4096].view(64, 64).t()))
    check(way + ": the last bit of the last element counts", not same(x, changed(x, -1, torch.nextafter(x[-1], torch.tensor(1e9)))))
    check(way + ": all signs turned", not same(x, -x))
    check(way + ": +x and -x change places", not same(torch.tensor([2.0, -2.0, 7.0, 7.0]), torch.tensor([-2.0, 2.0, 7.0, 7.0])))
    check(way + ": zero and minus zero", not same(torch.zeros(8), -torch.zeros(8)))
    check(way + ": a zero beside a change", not same(torch.tensor([0.0, 1.0]), torch.tensor([0.0, 2.0])))
    check(way + ": equal NaNs hash alike", same(torch.full((3,), float("nan")), torch.full((3,), float("nan"))))
    check(way + ": another length of zeros", not same(torch.zeros(7, dtype=torch.uint8), torch.zeros(9, dtype=torch.uint8)))
    for dtype in (torch.bool, torch.int8, torch.int16, torch.bfloat16, torch.int32, torch.float64, torch.complex64):
        y = torch.tensor([1, 0, 1, 1, 0]).to(dtype)
        check("%s: %s" % (way, dtype), not same(y, changed(y, 1, 1)) and same(y, y.clone()))
    reversed_ = x[:1000].flip(0)
    a, b = hash_of(x[:1000]), hash_of(reversed_)
    check(way + ": the values lane is blind to order only", a[:2] != b[:2] and a[2] == b[2] != hash_of(x[1:1001])[2])
    seen = {hash_of(changed(torch.zeros(64), i, value))[:2] for i in range(64) for value in (1.0, 2.0, -1.0)}
    check(way + ": 192 changes of one element give 192 hashes", len(seen) == 192)

state = torch.random.get_rng_state()
by_device(torch.randn(10)), by_bytes(torch.randn(3, 4).t())
torch.random.set_rng_state(state)
before = torch.random.get_rng_state()
by_device(torch.ones(10)), by_bytes(torch.ones(3, 4).t())
check("hashing moves no generator", torch.equal(before, torch.random.get_rng_state()))
leaf = torch.ones(3, 4, requires_grad=True)
turned = leaf.t() * 2
by_bytes(turned), by_device(turned)
check("hashing leaves autograd alone", turned.grad_fn is not None and turned._version == 0)

generator = reads.TorchGenerator(torch.default_generator)
torch.manual_seed(7)
check("a seeded generator is called so", generator.just_seeded(generator.state()) and generator.seed(generator.state()) == 7)
states = [generator.state()]
for _ in range(1500):
    torch.rand(())
    states.append(generator.state())
check("every draw moves the fingerprint", len({generator.fingerprint(s) for s in states}) == 1501)
check("in place and by the getter", generator.state() == generator.public_state(torch.default_generator))

with tempfile.TemporaryDirectory() as folder:
    stream = records.Stream(folder + "/s")
    rows = []
    for i in range(3000):  # the files grow on the way
        name = stream.name("name %d %s" % (i, "x" * random.Random(i).randrange(60)))
        rows.append((i, i * 7, i * 9, i, name, name, 0, 1, 2, 0, 1, 3, 64, 0))
        stream.add(*rows[-1])
    data = pathlib.Path(folder + "/s.trace").read_bytes()
    magic, version, size, committed, end, pid = struct.unpack_from("<QIIQII", data)
    check("the header", (magic, version, size, committed, pid) == (0x3165636172746c73, 1, 64, 3000 * 64, os.getpid()))
    check("the records", [struct.unpack_from("<QQQQIIIIIIBBHI", data, 64 + 64 * i) for i in range(3000)] == rows)
    check("a name keeps its id", stream.name("name 0 " + "x" * random.Random(0).randrange(60)) == 1 and stream.name("") == 0)

print("%d failed" % failures)
sys.exit(1 if failures else 0)
