"""Reads the states of generators and the bytes of tensors without one torch operation, so that looking at
a program leaves nothing in its trace. A state comes with its lineage: what stays the same while a generator
only draws a little, and changes when it is seeded anew."""
import ctypes
import hashlib
import random
import sys

_torch = None
_MOST_BYTES = 8 << 20
_MOST_NODES = 3000


def begin(torch):
    global _torch
    _torch = torch


def digest(data):
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _torch_generator(generator):
    kept = generator.get_state()
    data = ctypes.string_at(kept.data_ptr(), kept.numel())
    # The first eight bytes are the seed, then come the position (16 bytes) and the words of the engine.
    return digest(data), digest(data[:8] + data[24:5016])


def _python_generator(generator):
    _, words, gauss = generator.getstate()
    key = repr(words[:-1]).encode()
    return digest(key + repr((words[-1], gauss)).encode()), digest(key)


def _numpy_bits(name, inner, rest):
    def flat(value):
        return value.tobytes() if hasattr(value, "tobytes") else repr(value).encode()
    everything = b"".join(flat(inner[key]) for key in sorted(inner)) + rest
    kept = inner.get("key", inner.get("inc"))  # Mersenne Twister and Philox; PCG
    return digest(everything), digest(everything if kept is None else flat(kept))


def _numpy_generator(generator):
    if hasattr(generator, "get_state"):
        whole = generator.get_state(legacy=False)
        rest = repr((whole.get("has_gauss"), whole.get("gauss"))).encode()
    else:
        whole = generator.bit_generator.state
        rest = repr((whole.get("has_uint32"), whole.get("uinteger"), whole.get("buffer_pos"))).encode()
    return _numpy_bits(whole["bit_generator"], whole["state"], rest)


def of_generator(value):
    """(state, lineage) of a generator object, or None if it is none that can be read."""
    kind = type(value)
    if isinstance(value, random.Random) and not isinstance(value, random.SystemRandom):
        return _python_generator(value)
    if kind.__module__.startswith("numpy.random") and kind.__name__ in ("Generator", "RandomState"):
        return _numpy_generator(value)
    if isinstance(value, _torch.Generator) and value.device.type == "cpu":
        return _torch_generator(value)
    return None


def _is_generator(value):
    kind = type(value)
    return (isinstance(value, random.Random) and not isinstance(value, random.SystemRandom)) or \
        (kind.__module__.startswith("numpy.random") and kind.__name__ in ("Generator", "RandomState")) or \
        (isinstance(value, _torch.Generator) and value.device.type == "cpu")


def generator_objects(dataset):
    """The generator objects that a data set holds, or its module beside it: (name, how to get at it)."""
    found, seen, queue = [], set(), [("dataset", dataset)]
    owner = sys.modules.get(type(dataset).__module__)
    if owner is not None and "site-packages" not in (getattr(owner, "__file__", None) or ""):
        queue += [(name, value) for name, value in vars(owner).items() if _is_generator(value)]
    while queue and len(seen) < _MOST_NODES:
        name, value = queue.pop(0)
        if id(value) in seen:
            continue
        seen.add(id(value))
        if _is_generator(value):
            if value is not random._inst:
                found.append((name, value))
            continue
        if name.count(".") + name.count("[") > 5 or isinstance(value, (type, str, bytes, int, float, _torch.Tensor)):
            continue
        if isinstance(value, dict):
            queue += [("%s[%.20r]" % (name, key), item) for key, item in list(value.items())[:100]]
        elif isinstance(value, (list, tuple)):
            queue += [("%s[%d]" % (name, i), item) for i, item in enumerate(value[:100])]
        elif hasattr(value, "__dict__") and not callable(getattr(value, "tobytes", None)):
            queue += [("%s.%s" % (name, key), item) for key, item in list(vars(value).items())[:200]]
    return found


def states(objects):
    """The states of the global generators and of these objects, by name."""
    result = {"torch": _torch_generator(_torch.default_generator), "python": _python_generator(random._inst)}
    numpy_random = sys.modules.get("numpy.random")
    if numpy_random is not None:
        result["numpy"] = _numpy_generator(numpy_random.mtrand._rand)
    for name, value in objects:
        kept = of_generator(value)
        if kept is not None:
            result["%s %s" % (type(value).__name__, name)] = kept
    return result


def _bytes_of(tensor):
    """The bytes of a dense contiguous CPU tensor; None for any other."""
    if tensor.layout != _torch.strided or tensor.device.type != "cpu" or not tensor.is_contiguous() or tensor.is_meta:
        return None
    size = tensor.numel() * tensor.element_size()
    return ctypes.string_at(tensor.data_ptr(), size) if size else b""


def tensors(many):
    """One description of a list of tensors: how many, their shapes, their bytes, how many could not be read."""
    shapes, content, unread = hashlib.blake2b(digest_size=8), hashlib.blake2b(digest_size=16), 0
    for tensor in many:
        shapes.update(("%s%s;" % (tensor.dtype, tuple(tensor.shape))).encode())
        data = _bytes_of(tensor) if type(tensor).__torch_dispatch__ is _torch._C._disabled_torch_dispatch_impl else None
        if data is None:
            unread += 1
        else:
            content.update(data)
    return {"count": len(many), "shapes": shapes.hexdigest(), "bytes": content.hexdigest(), "unread": unread}


def value(batch):
    """A digest of a batch; empty where something in it cannot be read."""
    sum_ = hashlib.blake2b(digest_size=16)
    left = [_MOST_BYTES]

    def add(item):
        if isinstance(item, _torch.Tensor):
            data = _bytes_of(item)
            if data is None:
                raise ValueError
            sum_.update(("%s%s" % (item.dtype, tuple(item.shape))).encode())
            sum_.update(data[:max(left[0], 0)])
            left[0] -= len(data)
        elif isinstance(item, dict):
            for key in item:
                sum_.update(repr(key).encode())
                add(item[key])
        elif isinstance(item, (list, tuple)):
            sum_.update(b"(")
            for part in item:
                add(part)
        elif hasattr(item, "tobytes") and hasattr(item, "dtype"):
            sum_.update(item.tobytes())
        elif isinstance(item, (str, bytes, int, float, bool, type(None))):
            sum_.update(repr(item).encode())
        else:
            raise ValueError

    try:
        add(batch)
    except ValueError:
        return ""
    return sum_.hexdigest()
