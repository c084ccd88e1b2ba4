"""Starts the tracer once torch is there, and tells it what only Python knows: optimiser steps, data
loader workers, where the generators of `random` and NumPy lie in memory. Changes nothing the program
can see but the switches it was asked to try."""
import ctypes
import hashlib
import json
import os
import re
import sys
import sysconfig

_HERE = os.path.dirname(os.path.abspath(__file__))
_library = None
_light = None
_stop_after = 0
_stopping = False
_loaders = 0
_switches = frozenset(filter(None, os.environ.get("SEEDLINT_VERIFY_SWITCH", "").split(",")))
_callbacks = []  # ctypes callbacks must outlive their use


class SeedlintStop(SystemExit):
    """Ends the program after the last step asked for; `finally` and `atexit` run."""


def _folder():
    return os.environ["SEEDLINT_VERIFY_DIR"]


def _claim():
    """A name for this process that is the same in both runs: its rank, the number multiprocessing gave it,
    or what it was started as; never its id or the order in which processes happened to come."""
    import multiprocessing
    child = multiprocessing.current_process().name
    if os.environ.get("RANK") is not None:
        name = "r" + os.environ["RANK"]
    elif child != "MainProcess":
        name = "m" + "".join(c if c.isalnum() else "_" for c in child)
    elif os.getsid(0) == os.getpid():
        name = "p0"  # the command itself
    else:
        # Names made up anew in every run (temporary files, the connection file of a notebook's kernel) say nothing.
        words = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\btmp[a-z0-9_]{8}\b", "", "\0".join(getattr(sys, "orig_argv", sys.argv)))
        name = "p" + hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=4).hexdigest()
    for n in range(10000):
        label = name if n == 0 else "%ss%d" % (name, n)
        try:
            os.close(os.open(os.path.join(_folder(), label + ".claim"), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            return label
        except FileExistsError:
            continue
    raise RuntimeError("more than 10000 processes")


def _tracer(torch):
    """The compiled tracer for this torch, loaded; asks the launcher for it and ends the process if there is none, or one
    that was compiled for another machine."""
    key = "torch-%s-abi%d-py%d.%d-%s" % (
        torch.__version__, int(torch._C._GLIBCXX_USE_CXX11_ABI), sys.version_info[0], sys.version_info[1],
        os.environ["SEEDLINT_VERIFY_SOURCES"])
    path = os.path.join(os.environ["SEEDLINT_VERIFY_CACHE"], key, "tracer.so")
    unloadable = None
    if os.path.exists(path):
        try:
            return ctypes.CDLL(path)
        except OSError as error:
            unloadable = str(error)
    root = os.path.dirname(os.path.abspath(torch.__file__))
    request = os.path.join(_folder(), "request.json")
    with open(request + ".tmp", "w") as f:
        json.dump({"key": key, "torch": torch.__version__, "abi": int(torch._C._GLIBCXX_USE_CXX11_ABI), "python": True,
                   "include": os.path.join(root, "include"), "lib": os.path.join(root, "lib"), "unloadable": unloadable}, f)
    os.rename(request + ".tmp", request)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(86)


def _load(name):
    """Another module of ours; our folder is not on sys.path any more."""
    import importlib.util
    spec = importlib.util.spec_from_file_location(name, os.path.join(_HERE, name + ".py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _follow_facts(torch, label, count_steps=None):
    _load("seedlint_state")
    facts = _load("seedlint_facts")
    facts.begin(torch, label, int(os.environ.get("SEEDLINT_VERIFY_STEPS", "0")), count_steps)
    return facts


def torch_imported(torch):
    global _library, _stop_after, _light
    if os.environ.get("SEEDLINT_VERIFY_UNTRACED"):
        _follow_facts(torch, "untraced")
        _load("seedlint_untraced").begin(SeedlintStop)
        return
    in_python = os.environ.get("SEEDLINT_VERIFY_TRACER") == "python"
    _library = None if in_python else _tracer(torch)
    try:
        if in_python:
            for name in ("records", "reads", "storages", "rules"):
                _load("seedlint_dispatch_" + name)
            _library = _load("seedlint_dispatch")
        for name in ("seedtrace_start", "seedtrace_line", "seedtrace_object", "seedtrace_deep"):
            getattr(_library, name)
        _try_switches(torch)
        light = bool(os.environ.get("SEEDLINT_VERIFY_LIGHT"))
        if light:
            _light = _library.Light() if in_python else _load("seedlint_light")
            _light.begin(_library)
        label = _claim()
        _library.seedtrace_start.argtypes = [ctypes.c_char_p] * 4 + [ctypes.c_ulonglong]
        _library.seedtrace_start(_folder().encode(), label.encode(), sysconfig.get_path("stdlib").encode(), _HERE.encode(),
                                 int(os.environ.get("SEEDLINT_VERIFY_RECORDS", "0")))
        _watch_python()
        if "numpy.random" in sys.modules:
            _watch_numpy(sys.modules["numpy.random"])
        _stop_after = int(os.environ.get("SEEDLINT_VERIFY_STEPS", "0"))
        _follow_steps(torch, label, light and not in_python)
        _follow_workers(torch)
        _limit()
        _deep(label)
        with open(os.path.join(_folder(), label + ".info.json"), "w") as f:
            json.dump({"argv": sys.argv, "torch": torch.__version__, "python": sys.version.split()[0],
                       "threads": torch.get_num_threads(), "cuda": sys.modules["seedlint_facts"].has_gpu()}, f)
    except Exception as error:
        with open(os.path.join(_folder(), "failed.txt"), "a") as f:
            f.write("%s: %s\n" % (type(error).__name__, error))


def numpy_imported(module):
    if "numpy" in _switches:
        module.seed(0)
    if _library is not None:
        _watch_numpy(module)


def compiler_imported(rules):
    """torch.compile must not look into our hooks: it would warn of what it finds there, and depend on what they count."""
    import warnings
    warnings.filterwarnings("ignore", message="Dynamo does not know how to trace the builtin `seedlint")
    try:
        rules.SKIP_DIRS.append(_HERE + os.sep)
        rules._recompile_re()
    except AttributeError:
        pass  # another version's rules: it looks into them, and may warn


def _try_switches(torch):
    if "torch" in _switches:
        torch.manual_seed(0)
    if "python" in _switches:
        import random
        random.seed(0)
    if "numpy" in _switches and "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed(0)
    if "threads" in _switches:
        torch.set_num_threads(1)
    if "deterministic" in _switches or "fill" in _switches:
        torch.use_deterministic_algorithms(True, warn_only=True)
        torch.utils.deterministic.fill_uninitialized_memory = "fill" in _switches
    if "benchmark" in _switches:
        torch.backends.cudnn.benchmark = False
        type(torch.backends.cudnn).__dict__["benchmark"].setter = lambda value: None  # it stays so
    if "workers" in _switches:
        loader = torch.utils.data.DataLoader
        plain = loader.__init__

        def without_workers(self, *args, **kwargs):
            args = list(args)
            if len(args) > 5:
                args[5] = 0
            kwargs.pop("num_workers", None)
            for name in ("prefetch_factor", "multiprocessing_context", "persistent_workers", "timeout"):
                kwargs.pop(name, None)
            plain(self, *args[:8], **kwargs)  # timeout and what follows serve workers only

        loader.__init__ = without_workers


def _watch_python():
    import random
    inst = random._inst
    # After the object's head: `int index; uint32_t state[624]`. Checked against the getter before use.
    base = id(inst) + object.__basicsize__
    index = ctypes.c_int.from_address(base)
    key = (ctypes.c_uint32 * 624).from_address(base + 4)
    state = inst.getstate()[1]
    if index.value == state[624] and all(key[i] == state[i] for i in (0, 1, 311, 623)):
        _watch("python", base + 4, base)


def _watch_numpy(module):
    try:
        generator = module.mtrand._rand._bit_generator
        get = ctypes.pythonapi.PyCapsule_GetPointer
        get.restype = ctypes.c_void_p
        get.argtypes = [ctypes.py_object, ctypes.c_char_p]
        bitgen = get(generator.capsule, b"BitGenerator")
        base = ctypes.c_void_p.from_address(bitgen).value
        key = (ctypes.c_uint32 * 624).from_address(base)
        position = ctypes.c_int.from_address(base + 624 * 4)
        state = generator.state["state"]
        if position.value == state["pos"] and all(key[i] == state["key"][i] for i in (0, 1, 311, 623)):
            _watch("numpy", base, base + 624 * 4)
    except (AttributeError, ValueError, TypeError):
        pass  # another layout: this generator is then only seen where its values enter torch


def _watch(name, key, position):
    _library.seedtrace_watch(ctypes.c_char_p(name.encode()), ctypes.c_void_p(key), ctypes.c_void_p(position))


def _follow_steps(torch, label, by_tracer):
    """`by_tracer`: the hooks are the tracer's own."""
    if by_tracer:
        facts = _follow_facts(torch, label, _library.seedtrace_steps)

        def stop():
            facts.after_last_step()
            _stop()

        return _light.follow(_library, facts.before_step, stop, _stop_after)
    _follow_facts(torch, label)  # before the hook that stops: it writes the weights of the last step
    from torch.optim.optimizer import register_optimizer_step_post_hook
    register_optimizer_step_post_hook(_after_step)


def _after_step(optimizer, args, kwargs):
    steps = _library.seedtrace_step() if _light is None else _light.after_step(optimizer)
    if _stop_after and steps >= _stop_after:
        _stop()


def _stop():
    """Ends the program: no more is recorded."""
    global _stopping
    _library.seedtrace_switch(0)
    if not _stopping:
        _stopping = True
        import threading
        timer = threading.Timer(10.0, os._exit, (0,))  # for programs that catch SystemExit
        timer.daemon = True
        timer.start()
    raise SeedlintStop(0)


def _follow_workers(torch):
    from torch.utils.data import _utils, dataloader
    plain = _utils.worker._worker_loop
    import functools
    import inspect
    position = list(inspect.signature(plain).parameters).index("worker_id")

    @functools.wraps(plain)
    def _worker_loop(*args, **kwargs):
        worker = kwargs["worker_id"] if "worker_id" in kwargs else args[position]
        _library.seedtrace_worker(int(worker), _loaders)
        return plain(*args, **kwargs)

    _utils.worker._worker_loop = _worker_loop
    make = dataloader._MultiProcessingDataLoaderIter.__init__

    @functools.wraps(make)
    def __init__(self, loader):
        global _loaders
        _loaders += 1
        make(self, loader)

    dataloader._MultiProcessingDataLoaderIter.__init__ = __init__


def _limit():
    def reached():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)

    callback = ctypes.PYFUNCTYPE(None)(reached)
    _callbacks.append(callback)
    _library.seedtrace_on_limit(callback)


def _deep(label):
    wish = os.environ.get("SEEDLINT_VERIFY_DEEP")
    if not wish:
        return
    stream, start, stop, lines_from = wish.split(",")
    facts = sys.modules["seedlint_facts"]
    _load("seedlint_files").begin(facts.write, facts._site)
    _load("seedlint_statements")
    lines = _load("seedlint_lines")
    lines.prepare(_library, _HERE, sysconfig.get_path("stdlib"))
    callback = ctypes.PYFUNCTYPE(None)(lines.begin)
    _callbacks.append(callback)
    _library.seedtrace_deep.argtypes = [ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_ulonglong, ctypes.c_void_p]
    _library.seedtrace_deep(stream.encode(), int(start), int(stop), ctypes.cast(callback, ctypes.c_void_p))
    if int(lines_from) == 0 and stream.split("-")[0] == label:
        lines.begin()
