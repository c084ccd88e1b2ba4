"""The trace files as the tracer in Python writes them: trace/format.h and trace/writer.h, byte for byte."""
import ctypes
import hashlib
import os
import struct
import threading
import time

# Kinds and flags of trace/format.h.
OUTPUT, WRITTEN, FOREIGN, UNINITIALISED, OPERATION, STEP, GENERATOR, VALUE, INPUT = range(1, 10)
NOT_HASHED, RESEEDED, OUTSIDE, SEED_MATERIAL, SCALAR, BACKWARD, NO_VALUES, LINE, SHARED = (1 << n for n in range(9))

_RECORD = struct.Struct("<QQQQIIIIIIBBHI")
_COMMITTED = struct.Struct("@Q")  # native: one store, so it is whole whatever ends the process
_LENGTH = struct.Struct("<I")
_TRACE_MAGIC, _NAMES_MAGIC = 0x3165636172746c73, 0x3173656d616e6c73
_HEADER = 64
_END_CLOSED, _END_NO_SPACE = 1, 2

_libc = ctypes.CDLL(None, use_errno=True)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
_libc.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]


class Log:
    """One growing file behind a shared mapping. Python's own mmap would keep a descriptor, whose number a program that
    closes all of them may use again; so it is mapped by the C library and opened anew, by its path, to grow."""

    _FIRST, _LARGEST = 64 * 1024, 32 * 1024 * 1024

    def __init__(self, path, magic, record_size):
        self.path, self.used, self.capacity = path, _HEADER, 0
        self._map(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), self._FIRST)
        struct.pack_into("<II", self.data, 8, 1, record_size)
        struct.pack_into("<I", self.data, 28, os.getpid())
        struct.pack_into("<Q", self.data, 0, magic)

    def _map(self, handle, capacity):
        try:
            os.posix_fallocate(handle, 0, capacity)  # a store into a hole on a full disk would be a SIGBUS
            address = _libc.mmap(None, capacity, 3, 1, handle, 0)  # PROT_READ | PROT_WRITE, MAP_SHARED
            if address is None or address == ctypes.c_void_p(-1).value:
                raise OSError(ctypes.get_errno(), "mmap")
        finally:
            os.close(handle)
        self.address, self.capacity = address, capacity
        self.data = (ctypes.c_char * capacity).from_address(address)

    def room(self, size):
        """Makes sure that `size` more bytes fit; OSError once the disk is full, what was there stays."""
        needed, target = self.used + size, self.capacity
        if needed <= target:
            return
        while target < needed:
            target += min(target, self._LARGEST)
        address, capacity = self.address, self.capacity
        try:
            self._map(os.open(self.path, os.O_RDWR | os.O_CLOEXEC), target)
        except OSError:
            struct.pack_into("<I", self.data, 24, _END_NO_SPACE)
            os.truncate(self.path, self.used)
            raise
        _libc.munmap(address, capacity)

    def commit(self, size):
        self.used += size
        _COMMITTED.pack_into(self.data, 16, self.used - _HEADER)


class Stream:
    """What one thread records. Names are interned; a name's id is its place in the names file."""

    def __init__(self, stem):
        self.names_file = Log(stem + ".names", _NAMES_MAGIC, 1)
        self.log = Log(stem + ".trace", _TRACE_MAGIC, _RECORD.size)
        self.label = os.path.basename(stem)
        self.ids, self.shapes = {"": 0}, {}
        self.records = self.hard = self.flags = self.generation = 0
        self.broken = self.is_main = self.deep = False

    def name(self, text):
        known = self.ids.get(text)
        if known is not None:
            return known
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
        log, size = self.names_file, len(data) + 4
        try:
            log.room(size)
        except OSError:
            return 0
        _LENGTH.pack_into(log.data, log.used, len(data))
        log.data[log.used + 4:log.used + size] = data
        log.commit(size)
        number = self.ids[text] = len(self.ids)
        return number

    def add(self, *fields):
        log = self.log
        if log.used + 64 > log.capacity:
            try:
                log.room(64)
            except OSError:
                self.broken = True
                return
        _RECORD.pack_into(log.data, log.used, *fields)
        log.used += 64
        _COMMITTED.pack_into(log.data, 16, log.used - _HEADER)
        self.records += 1


def now():
    return int(time.monotonic() * 10000) & 0xffffffff


def is_main_thread():
    return threading.get_native_id() == os.getpid()


def hash64(data):
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")
