"""Which storages a recorded operation has produced, for the tracer in Python (tracer/known_storage.h). An input from
any other storage came from outside torch and is hashed at its first use."""
import threading

PRODUCED, UNKNOWN, FRESH = 1, 2, 3
_torch = None
_plain = {}     # tensor type -> whether its bytes are its own
# Of each StorageImpl by its address. Tables of numbers rather than one of objects, which Python's collector would go through.
_weak, _states, _origins = {}, {}, {}
_threads, _wrote, _turns = {}, set(), {}  # who used it last, whether that thread wrote, how often it went to and fro
_sweep_at = 4096


def prepare(torch):
    global _torch
    _torch = torch


def storage_of(tensor):
    """The tensor's storage, or None where it has none of its own."""
    kind = type(tensor)
    plain = _plain.get(kind)
    if plain is None:
        plain = _plain[kind] = kind.__torch_dispatch__ is _torch._C._disabled_torch_dispatch_impl
    if not plain or tensor.layout is not _torch.strided:
        return None
    try:
        return tensor.untyped_storage()
    except Exception:
        return None


def use(address, writes):
    """(state, shared) of a storage that this thread is about to use."""
    state = _states.get(address)
    if state is None:
        return UNKNOWN, False
    thread, wrote, turns = threading.get_ident(), address in _wrote, _turns.get(address, 0)
    if _threads[address] != thread:
        # Handing a tensor over once is no sharing; taking it back after the other wrote, or writing what the other reads, is.
        if wrote or writes:
            turns = _turns[address] = turns + 1
        _threads[address] = thread
        _wrote.discard(address)
    if writes:
        _wrote.add(address)
    return state, turns >= 2


def mark(storage, state, origin=None):
    """The weak reference keeps the address from being used again, not the memory."""
    global _sweep_at
    address = storage._cdata
    if address not in _states:
        _weak[address], _threads[address] = storage._weak_ref(), threading.get_ident()
        _wrote.add(address)
    _states[address] = state
    if origin is not None:
        _origins[address] = origin
    elif _origins:
        _origins.pop(address, None)
    if len(_states) >= _sweep_at:
        expired = _torch.UntypedStorage._expired
        for address in [address for address, weak in _weak.items() if expired(weak)]:
            _drop(address)
        _sweep_at = 2 * len(_states) + 4096


def _drop(address):
    for table in (_states, _threads, _turns, _origins):
        table.pop(address, None)
    _wrote.discard(address)
    _torch.UntypedStorage._free_weak_ref(_weak.pop(address))


def forget(storage):
    if storage._cdata in _weak:
        _drop(storage._cdata)


def state(storage):
    return _states.get(storage._cdata, UNKNOWN)


def origin(address):
    """Where a fresh storage was made, or None."""
    return _origins.get(address)
