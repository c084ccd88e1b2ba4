"""What the tracer in Python reads of a program: where it is, the bytes of its tensors, the states of its generators.
Reads leave nothing behind: no operation is recorded, no generator moves."""
import ctypes
import hashlib
import struct
import sys
import threading

from seedlint_dispatch_records import NO_VALUES, hash64

_MASK = (1 << 64) - 1


# --- places ----------------------------------------------------------------------------------------------

class Frame:
    """One line of one function, as met in a stack."""

    __slots__ = ("hash", "user", "ours", "loader", "fetches", "site", "function", "thread")


class Stack:
    """`site`: the innermost frame of the user's own; `fetches`: inside a loader that takes batches from workers."""

    __slots__ = ("hash", "innermost", "site", "outermost", "fetches")

    def __init__(self, hash_=0):
        self.hash, self.innermost, self.site, self.outermost, self.fetches = hash_, None, None, None, False


_frames = {}   # id of a code object -> {instruction: Frame}
_codes = []    # every code object met stays alive, so its id stays its own
_stacks = {}
_fetching = set()
_stdlib = _ours = ""


def prepare_places(stdlib, ours, fetching_codes):
    global _stdlib, _ours
    _stdlib, _ours = stdlib, ours
    _fetching.update(id(code) for code in fetching_codes)


def _describe(code, line):
    file, function = code.co_filename, getattr(code, "co_qualname", code.co_name)
    stable = file
    at = stable.find("/ipykernel_")  # IPython names cells after its process
    if at >= 0 and stable.find("/", at + 1) >= 0:
        stable = stable[:at] + stable[stable.find("/", at + 1):]
    info = Frame()
    info.hash = hash64(("%s\t%d\t%s" % (stable, line, function)).encode("utf-8", "surrogateescape")) >> 4
    info.ours = file.startswith(_ours) or file.endswith(("/torch/utils/_python_dispatch.py", "/torch/_compile.py"))
    info.user = not (info.ours or "/site-packages/" in file or "/dist-packages/" in file or file.startswith(("<frozen ", "<__ar", _stdlib)))
    info.loader = "/torch/utils/data/" in file
    info.fetches = id(code) in _fetching
    info.site = "%s\t%d\t%s" % (file, line, function)
    info.function = function
    info.thread = file == threading.__file__
    return info


def call_stack(frame):
    """The stack from `frame` outwards. Equal stacks are one object."""
    infos = []
    while frame is not None:
        code = frame.f_code
        lines = _frames.get(id(code))
        if lines is None:
            lines = _frames[id(code)] = {}
            _codes.append(code)
        info = lines.get(frame.f_lasti)
        if info is None:
            info = lines[frame.f_lasti] = _describe(code, frame.f_lineno or 0)
        infos.append(info)
        frame = frame.f_back
    key = tuple(infos)
    stack = _stacks.get(key)
    if stack is None:
        if len(_stacks) > 50000:
            _stacks.clear()
        stack = _stacks[key] = Stack()
        hashes = []
        for info in infos:
            if info.ours:
                continue
            hashes.append(info.hash)
            if stack.innermost is None:
                stack.innermost = info
            if info.user and stack.site is None:
                stack.site = info
            if not info.thread:
                stack.outermost = info
            stack.fetches = stack.fetches or info.fetches
        stack.hash = hash(tuple(hashes)) & _MASK  # of numbers only: the same in every process
    return stack


def thread_role(stack):
    """A name for this thread that is the same in both runs: what it runs, never its number."""
    if stack.outermost is not None:
        name = stack.outermost.function
    else:
        try:
            with open("/proc/self/task/%d/comm" % threading.get_native_id()) as f:
                name = f.read().strip()
        except OSError:
            name = ""
    return "t" + "".join(c if c.isascii() and c.isalnum() else "_" for c in name)[:60]


# --- the hash of a tensor --------------------------------------------------------------------------------

_torch = None
_address = None
_content = None
VALUES_LIMIT, VALUES_LIMIT_CLOSE = 4 << 10, 1 << 20  # bytes; 16 us and 15 ms of sorting
_CHUNK = 1 << 22  # words of a device hashed at a time: bounds the memory it takes


def prepare_hash(torch):
    """SHA-256 where the processor has instructions for it (twice as fast as BLAKE2 then), BLAKE2 elsewhere."""
    global _torch, _address, _content
    _torch = torch
    start_of = getattr(torch._C, "_data_address", None)  # of the storage; data_ptr() would copy memory that is shared until written
    if start_of is None:
        _address = torch.Tensor.data_ptr
    else:
        _address = lambda tensor: start_of(tensor) and start_of(tensor) + tensor.storage_offset() * tensor.element_size()  # noqa: E731
    words = set()  # the processor's features
    try:
        with open("/proc/cpuinfo") as f:
            for line in f:
                if line.startswith(("flags", "Features")):
                    words = set(line.split())
                    break
    except OSError:
        pass
    _content = hashlib.sha256 if words & {"sha_ni", "sha2"} else lambda data: hashlib.blake2b(data, digest_size=16)


_view = ctypes.pythonapi.PyMemoryView_FromMemory
_view.restype = ctypes.py_object
_view.argtypes = [ctypes.c_void_p, ctypes.c_ssize_t, ctypes.c_int]


def _values(data, element):
    """A hash of the elements that is blind to their order."""
    code = {1: "B", 2: "H", 4: "I"}.get(element, "Q")
    numpy = sys.modules.get("numpy")
    if numpy is not None and hasattr(numpy, "sort"):
        return hash64(numpy.sort(numpy.frombuffer(data, dtype=code)).tobytes())
    import array
    return hash64(array.array(code, sorted(memoryview(data).cast("B").cast(code))).tobytes())


def tensor_hash(tensor, element, everything):
    """(digest, digest, values, flags) of a dense tensor's bytes in logical order. `everything`: the values lane of
    large tensors too. Raises what torch raises where the bytes cannot be had."""
    count = tensor.numel()
    size = count * element
    numpy = "numpy" in sys.modules  # it sorts fast; without it only short tensors are worth it
    with_values = size <= ((VALUES_LIMIT_CLOSE if everything else VALUES_LIMIT) if numpy else 1024)
    if not tensor.is_cpu:
        return _device_hash(tensor, element, with_values)
    if size == 0:
        return 0, 0, 0, 0
    if not tensor.is_contiguous():
        with _torch._C._AutoDispatchBelowAutograd():
            tensor = tensor.clone(memory_format=_torch.contiguous_format)
    address = _address(tensor)
    if not address:
        raise ValueError("no memory")
    data = ctypes.string_at(address, size) if size <= 65536 else _view(address, size, 0x100)
    digest = _content(data).digest()
    a, b = struct.unpack_from("<QQ", digest)
    return (a, b, _values(data, element), 0) if with_values else (a, b, 0, NO_VALUES)


def _signed(number):
    return number - (1 << 64) if number >> 63 else number


_M1, _M2 = _signed(0xbf58476d1ce4e5b9), _signed(0x94d049bb133111eb)
_KEYS = (_signed(0x9e3779b97f4a7c15), _signed(0xd1342543de82ef95))


def _mix(x):
    """splitmix64's finish, in place, on int64: shifts bring the sign along, so it is masked off."""
    x.bitwise_xor_((x >> 30).bitwise_and_((1 << 34) - 1)).mul_(_M1)
    x.bitwise_xor_((x >> 27).bitwise_and_((1 << 37) - 1)).mul_(_M2)
    return x.bitwise_xor_((x >> 31).bitwise_and_((1 << 33) - 1))


def _device_hash(tensor, element, with_values):
    """The same properties by torch's own integers on any device: every word is mixed with a key of its position and
    the results are added up as integers, so the sum is exact in any order. One copy to the host."""
    torch = _torch
    if tensor.is_cuda and torch.cuda.is_current_stream_capturing():
        raise ValueError("a graph is being captured")
    with torch._C._AutoDispatchBelowAutograd():
        flat = tensor.clone(memory_format=torch.contiguous_format).view(-1)
        if flat.is_complex():
            flat = torch.view_as_real(flat.resolve_conj()).view(-1)
        flat = flat.view(torch.uint8)
        whole = flat.numel() // 8 * 8
        parts = [flat[:whole].view(torch.int64), flat[whole:].to(torch.int64)]
        sums, at = [], 0
        for part in parts:
            for words in part.split(_CHUNK) if part.numel() else ():
                places = torch.arange(at + 1, at + 1 + words.numel(), dtype=torch.int64, device=flat.device)
                sums.append([_mix(_mix(places * key).bitwise_xor_(words)).sum() for key in _KEYS])
                at += words.numel()
        lanes = [lane for pair in sums for lane in pair]
        if with_values and element <= 8:
            elements = flat.view({1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}[element]).to(torch.int64)
            lanes.append(_mix(elements.add_(1)).sum())
        else:
            with_values = False
        numbers = torch.stack(lanes).tolist() if lanes else []
    values = numbers.pop() & _MASK if with_values and numbers else 0
    return sum(numbers[0::2]) & _MASK, sum(numbers[1::2]) & _MASK, values, 0 if with_values else NO_VALUES


# --- generators ------------------------------------------------------------------------------------------

class TorchGenerator:
    """torch's default CPU generator, read in place: its engine's words are looked for in the object's memory, and
    where they are not found the public getter is asked every time."""

    _STATE = struct.Struct("<Qi4xII2488xI")  # seed, left, seeded, next, the first and the last word
    _PUBLIC = struct.Struct("<Qi4xQ")

    def __init__(self, generator):
        self.generator, self.place = generator, None
        kept = self.words(generator)
        seed, left, following = self._PUBLIC.unpack_from(kept)
        first = b"".join(kept[24 + 8 * i:28 + 8 * i] for i in range(32))
        memory = ctypes.string_at(generator._cdata, 1024)
        at = memory.find(first) - 20
        if at >= 0:
            place = (ctypes.c_char * 2520).from_address(generator._cdata + at)
            found = self._STATE.unpack_from(place)
            if found[:3] == (seed, left, following) and found[4] == struct.unpack_from("<I", kept, 24 + 8 * 623)[0]:
                self.place = place

    @staticmethod
    def words(generator):
        kept = generator.get_state()
        return ctypes.string_at(_address(kept), kept.numel())

    def state(self):
        """What changes with every draw and seeding; compare for equality only."""
        if self.place is not None:
            return self._STATE.unpack_from(self.place)
        return self.public_state(self.generator)

    @classmethod
    def public_state(cls, generator):
        kept = cls.words(generator)
        seed, left, following = cls._PUBLIC.unpack_from(kept)
        return seed, left, following, struct.unpack_from("<I", kept, 24)[0], struct.unpack_from("<I", kept, 24 + 8 * 623)[0]

    @staticmethod
    def fingerprint(state):
        return hash(state) & _MASK

    @staticmethod
    def seed(state):
        return state[0]

    @staticmethod
    def just_seeded(state):
        return state[1] == 1 and state[2] == 0


class Twister:
    """A Mersenne Twister of Python's `random` or NumPy's legacy interface at known addresses."""

    _KEY = struct.Struct("<II2484xI")
    _POSITION = struct.Struct("<i")

    def __init__(self, name, key, position):
        self.name = name
        self.move(key, position)
        self.last = self.state()

    def move(self, key, position):
        self.key = (ctypes.c_char * 2496).from_address(key)
        self.position = (ctypes.c_char * 4).from_address(position)

    def state(self):
        return self._KEY.unpack_from(self.key) + self._POSITION.unpack_from(self.position)

    @staticmethod
    def fingerprint(state):
        return hash(state) & _MASK

    @staticmethod
    def seed(state):
        return 0

    @staticmethod
    def just_seeded(state):
        return state[3] == 624
