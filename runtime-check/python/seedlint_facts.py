"""What only Python knows of a run: the files it loaded, the samples each loader asked for, the generators
each loader worker starts from, the weights each rank holds. One JSON object a line, appended at once, so
whatever ends the program, what it did so far is there. Reads states; draws, seeds and computes nothing."""
import atexit
import json
import os
import sys
import sysconfig

import seedlint_state as state

_torch = None
_label = ""
_folder = ""
_pid = 0
_lines = 0
_steps = 0
_stop_after = 0
_final_written = False
_files_written = set()
_optimisers = []     # in the order of their first step
_optimiser_ids = set()  # theirs; they are kept, so an id stays its own
_wrapped = {}        # id of a parameter -> the wrapping module's number
_keep = []           # wrapped modules; ids stay theirs
_loaders = {}        # id of a loader -> [loader, number, iterations]
_making = (0, 0)     # loader and iteration whose iterator is being made; workers inherit it
_MOST_LINES = 100000
_MOST_INDEXES = 4000000
_indexes = 0


def rank():
    distributed = _torch.distributed
    try:
        if distributed.is_available() and distributed.is_initialized():
            return distributed.get_rank(), distributed.get_world_size()
    except Exception:
        pass
    return int(os.environ.get("RANK", "0") or 0), int(os.environ.get("WORLD_SIZE", "1") or 1)


def _step_count():
    return _steps


def write(kind, **fields):
    """Appends one fact; silently none once the disk is full or there are too many."""
    global _lines, _pid
    if _pid != os.getpid():
        _pid, _lines = os.getpid(), 0
    _lines += 1
    if _lines > _MOST_LINES:
        return
    fields["k"] = kind
    fields["rank"], fields["world"] = rank()
    fields["step"] = _step_count()
    try:
        handle = os.open(os.path.join(_folder, "facts-%d.jsonl" % _pid), os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            os.write(handle, (json.dumps(fields, default=str) + "\n").encode("utf-8", "backslashreplace"))
        finally:
            os.close(handle)
    except OSError:
        pass


def _user(file):
    return not (file.startswith((_HERE, _STDLIB, "<")) or "/site-packages/" in file or "/dist-packages/" in file)


_HERE = os.path.dirname(os.path.abspath(__file__))
_STDLIB = sysconfig.get_path("stdlib")


def _site():
    """The innermost line of the user's own code that is running."""
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if _user(code.co_filename):
            return "%s\t%d\t%s" % (code.co_filename, frame.f_lineno, getattr(code, "co_qualname", code.co_name))
        frame = frame.f_back
    return ""


def _files():
    fresh = []
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.endswith(".py") and file not in _files_written and _user(os.path.abspath(file)) \
                and os.path.isfile(file):
            _files_written.add(file)
            fresh.append(os.path.abspath(file))
    if fresh:
        write("files", files=fresh)


def has_gpu():
    """Whether torch could use a GPU, asked of the management library: the driver, once started, would not survive
    a fork, and the program may want to fork before it uses CUDA."""
    before = os.environ.get("PYTORCH_NVML_BASED_CUDA_CHECK")
    os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = "1"
    try:
        return bool(_torch.cuda.is_available())
    finally:
        if before is None:
            del os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"]
        else:
            os.environ["PYTORCH_NVML_BASED_CUDA_CHECK"] = before


def begin(torch, label, stop_after, count_steps=None):
    """Called once torch is there. `label` names this process's streams. With `count_steps`, which tells how many optimiser
    steps there were, somebody else calls before_step and after_last_step."""
    global _torch, _label, _folder, _stop_after, _step_count
    _torch, _label, _stop_after = torch, label, stop_after
    _folder = os.environ["SEEDLINT_VERIFY_DIR"]
    state.begin(torch)
    write("process", label=label, cuda=has_gpu())
    if count_steps is None:
        from torch.optim import optimizer
        optimizer.register_optimizer_step_pre_hook(_before_step)
        optimizer.register_optimizer_step_post_hook(_after_step)
    else:
        _step_count = count_steps
    atexit.register(_at_exit)
    _follow_loaders()
    _follow_wrapping()


def _guard(function):
    """A fact that cannot be read is left out; the program never sees why."""
    def guarded(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception as error:
            write("problem", text="%s: %s" % (type(error).__name__, error))
            return None
    return guarded


# --- weights ---------------------------------------------------------------------------------------------

def _parameters(optimiser):
    return [p for group in optimiser.param_groups for p in group["params"]]


@_guard
def before_step(optimiser):
    """What is known before an optimiser's step."""
    if all(known is not optimiser for known in _optimisers):
        _optimiser_ids.add(id(optimiser))
        _optimisers.append(optimiser)
        if len(_optimisers) == 1:
            _files()
            write("first-step", label=_label)
    if rank()[1] < 2:
        return
    inside = [p for p in _parameters(optimiser) if id(p) in _wrapped]
    outside = [p for p in _parameters(optimiser) if id(p) not in _wrapped]
    number = [known is optimiser for known in _optimisers].index(True)
    gradients = [p.grad for p in _parameters(optimiser) if p.grad is not None]
    write("weights", optimiser=number, site=_site(), wrapped=state.tensors(inside), unwrapped=state.tensors(outside),
          gradients=state.tensors(gradients))


def _before_step(optimiser, args, kwargs):
    # Weights are compared before steps 0, 1, 2, 4, 8, …; the steps between cost a look-up.
    if _steps & (_steps - 1) == 0 or id(optimiser) not in _optimiser_ids:
        before_step(optimiser)


def _after_step(optimiser, args, kwargs):
    global _steps
    _steps += 1
    if _stop_after and _steps >= _stop_after:
        after_last_step()


@_guard
def after_last_step():
    """The weights that the steps made."""
    global _final_written
    if _final_written or not _optimisers:
        return
    _final_written = True
    _files()
    write("final", label=_label, steps=_step_count(), weights=[state.tensors(_parameters(o)) for o in _optimisers])


def _at_exit():
    if os.getpid() != _pid:
        return
    after_last_step()
    _files()


# --- data loaders ----------------------------------------------------------------------------------------

def _number_of(loader):
    entry = _loaders.setdefault(id(loader), [loader, len(_loaders), 0])
    return entry


def _sampler_of(loader):
    """The sampler that decides, under samplers of batches and wrappers that hold another one."""
    sampler = getattr(loader, "sampler", None)
    batch = getattr(loader, "batch_sampler", None)
    inner = getattr(batch, "sampler", None)
    chosen = inner if inner is not None and type(inner).__name__ != "SequentialSampler" else sampler
    for _ in range(4):
        deeper = getattr(chosen, "sampler", None)
        if deeper is None or hasattr(chosen, "num_replicas"):
            break
        chosen = deeper
    return chosen


@_guard
def _iteration_begins(iterator, loader):
    global _making
    entry = _number_of(loader)
    iterator._seedlint = [entry[1], entry[2], _step_count(), False, 0]
    entry[2] += 1
    _files()
    sampler = _sampler_of(loader)
    distributed = isinstance(sampler, _torch.utils.data.distributed.DistributedSampler)
    dataset = loader.dataset
    subset = getattr(dataset, "indices", None) if type(dataset).__name__ == "Subset" else None
    try:
        length = len(dataset)
    except Exception:
        length = -1
    write("iterator", loader=entry[1], iteration=iterator._seedlint[1], site=_site(), dataset=type(dataset).__name__,
          iterable=isinstance(dataset, _torch.utils.data.IterableDataset), length=length, workers=loader.num_workers,
          persistent=bool(loader.persistent_workers), batch=loader.batch_size or 0, sampler=type(sampler).__name__,
          distributed=distributed, shuffle=bool(getattr(sampler, "shuffle", False)), replicas=int(getattr(sampler, "num_replicas", 0) or 0),
          base_seed=str(getattr(iterator, "_base_seed", "")), subset=None if subset is None else _some([int(i) for i in subset]))


def _some(numbers):
    """All of a list, or its start where it is very long."""
    return numbers[:100000]


@_guard
def _index_asked(iterator, index, ended):
    global _indexes
    about = getattr(iterator, "_seedlint", None)
    if about is None:
        return
    if _step_count() > about[2] and not about[3]:
        about[3] = True
        write("training", loader=about[0], iteration=about[1])
    if rank()[1] < 2 and "DistributedSampler" not in type(_sampler_of_iterator(iterator)).__name__:
        return
    if ended:
        write("end", loader=about[0], iteration=about[1])
        return
    if isinstance(index, int):
        index = [index]
    if isinstance(index, (list, tuple)) and _indexes < _MOST_INDEXES and all(isinstance(i, int) for i in index):
        _indexes += len(index)
        write("index", loader=about[0], iteration=about[1], index=list(index))


def _sampler_of_iterator(iterator):
    sampler = iterator._index_sampler
    return getattr(sampler, "sampler", sampler)


def _follow_loaders():
    import functools
    from torch.utils.data import dataloader
    base = dataloader._BaseDataLoaderIter
    plain_init, plain_reset, plain_next = base.__init__, base._reset, base._next_index
    kinds = dataloader._DatasetKind
    plain_fetcher = kinds.create_fetcher

    @functools.wraps(plain_init)
    def __init__(self, loader):
        global _making
        entry = _number_of(loader)
        _making = (entry[1], entry[2])
        os.environ["SEEDLINT_VERIFY_LOADER"] = "%d,%d" % _making  # for workers that are not forked
        plain_init(self, loader)
        _iteration_begins(self, loader)

    @functools.wraps(plain_reset)
    def _reset(self, loader, first_iter=False):
        plain_reset(self, loader, first_iter)
        if not first_iter:
            _iteration_begins(self, loader)

    @functools.wraps(plain_next)
    def _next_index(self):
        try:
            index = plain_next(self)
        except StopIteration:
            _index_asked(self, None, True)
            raise
        _index_asked(self, index, False)
        return index

    @functools.wraps(plain_fetcher)
    def create_fetcher(kind, dataset, *args, **kwargs):
        fetcher = plain_fetcher(kind, dataset, *args, **kwargs)
        _follow_fetches(fetcher, dataset, kind == kinds.Iterable)
        return fetcher

    base.__init__, base._reset, base._next_index = __init__, _reset, _next_index
    kinds.create_fetcher = staticmethod(create_fetcher)


_fetchers = {}  # worker -> fetchers made in this process, which counts the iterations of persistent workers


@_guard
def _follow_fetches(fetcher, dataset, iterable):
    info = _torch.utils.data.get_worker_info()
    worker = -1 if info is None else info.id
    if worker < 0:
        loader, iteration = _making
    else:
        loader, iteration = (int(n) for n in os.environ.get("SEEDLINT_VERIFY_LOADER", "0,0").split(","))
        iteration += _fetchers.get(worker, 0)
        _fetchers[worker] = _fetchers.get(worker, 0) + 1
    plain = fetcher.fetch
    seen = [0]
    found = state.generator_objects(dataset)

    def fetch(index):
        n = seen[0]
        if n >= 2:
            return plain(index)
        seen[0] += 1
        before = _guarded_states(found)
        batch = plain(index)
        after = _guarded_states(found)
        _fetched(loader, iteration, worker, n, index, before, after, batch if iterable else None, iterable)
        return batch

    fetcher.fetch = fetch


_guarded_states = _guard(lambda found: state.states(found))


@_guard
def _fetched(loader, iteration, worker, n, index, before, after, batch, iterable):
    streams = {}
    for name, (start, _) in (before or {}).items():
        end, lineage = (after or {}).get(name, (start, ""))
        streams[name] = [start, end, lineage]
    write("fetch", loader=loader, iteration=iteration, worker=worker, n=n, index=state.digest(repr(index).encode()),
          streams=streams, iterable=iterable, batch=state.value(batch) if iterable else "")


# --- wrapping for several ranks --------------------------------------------------------------------------

def _follow_wrapping():
    import functools
    from torch.nn.parallel import DistributedDataParallel
    plain = DistributedDataParallel.__init__

    @functools.wraps(plain)
    def __init__(self, module, *args, **kwargs):
        plain(self, module, *args, **kwargs)
        _wrapped_by(self, module)

    DistributedDataParallel.__init__ = __init__


@_guard
def _wrapped_by(wrapper, module):
    ignored = set(getattr(module, "_ddp_params_and_buffers_to_ignore", ()))
    number = len(_keep)
    _keep.append(wrapper)
    parameters = [p for name, p in module.named_parameters() if name not in ignored]
    for parameter in module.parameters():
        _wrapped[id(parameter)] = number
    buffers = [b for name, b in module.named_buffers() if name not in ignored]
    group = getattr(wrapper, "process_group", None)
    try:
        size = group.size()
    except Exception:
        size = rank()[1]
    write("wrap", number=number, site=_site(), module=type(module).__name__, size=size, parameters=state.tensors(parameters),
          buffers=state.tensors(buffers))
