"""Which storages a recorded operation has produced, for the tracer in Python (tracer/known_storage.h). An input from
any other storage came from outside torch and is hashed at its first use."""
import threading

PRODUCED, UNKNOWN, FRESH = 1, 2, 3
_torch = None
_plain = {}     # tensor type -> whether its bytes are its own
_storages = {}  # address of a StorageImpl -> [weak reference, state, origin, thread, wrote, turns]
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
    entry = _storages.get(address)
    if entry is None:
        return UNKNOWN, False
    thread = threading.get_ident()
    if entry[3] != thread:
        if entry[4] or writes:
            entry[5] += 1
        entry[3], entry[4] = thread, False
    entry[4] = entry[4] or writes
    return entry[1], entry[5] >= 2


def mark(storage, state, origin=None):
    """The weak reference keeps the address from being used again, not the memory."""
    global _sweep_at
    address = storage._cdata
    entry = _storages.get(address)
    if entry is not None:
        entry[1], entry[2] = state, origin
        return
    _storages[address] = [storage._weak_ref(), state, origin, threading.get_ident(), True, 0]
    if len(_storages) >= _sweep_at:
        kind = _torch.UntypedStorage
        for address, entry in list(_storages.items()):
            if kind._expired(entry[0]):
                del _storages[address]
                kind._free_weak_ref(entry[0])
        _sweep_at = 2 * len(_storages) + 4096


def forget(storage):
    entry = _storages.pop(storage._cdata, None)
    if entry is not None:
        _torch.UntypedStorage._free_weak_ref(entry[0])


def state(storage):
    entry = _storages.get(storage._cdata)
    return UNKNOWN if entry is None else entry[1]


def origin(address):
    """Where a fresh storage was made, or None."""
    return _storages[address][2]
