# os: the environment tells ranks, the file system has no order, the pid is entropy.
from seedlint import *

_RANKS = ("RANK", "SLURM_PROCID", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "PMIX_RANK", "MV2_COMM_WORLD_RANK")
_LOCAL_RANKS = ("LOCAL_RANK", "SLURM_LOCALID", "OMPI_COMM_WORLD_LOCAL_RANK", "MPI_LOCALRANKID",
                "MV2_COMM_WORLD_LOCAL_RANK")
_SIZES = ("WORLD_SIZE", "SLURM_NTASKS", "OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "MV2_COMM_WORLD_SIZE")
_SIGNS = ("MASTER_ADDR", "MASTER_PORT", "LOCAL_WORLD_SIZE", "GROUP_RANK", "TORCHELASTIC_RUN_ID")


def _read(name):
    if name in _RANKS:
        return rank()
    if name in _LOCAL_RANKS:
        return local_rank()
    if name in _SIZES:
        return world_size()
    return config(name)


class _Environ:
    def __getitem__(self, name):
        return _read(name)

    def get(self, name, default=None):
        if name in _RANKS or name in _LOCAL_RANKS or name in _SIZES:
            if distributed():
                return _read(name)
            return default
        return config(name)

    def __contains__(self, name):
        if name in _RANKS or name in _LOCAL_RANKS or name in _SIZES or name in _SIGNS:
            return distributed()
        return unknown()

    def __setitem__(self, name, value):
        flag("env." + name, value)

    def setdefault(self, name, value):
        flag("env." + name, value)
        return value

    def update(self, values):
        for name in values:
            flag("env." + name, values[name])

    def pop(self, name, default=None):
        return self.get(name, default)

    def copy(self):
        return self


environ = _Environ()


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    flag("env." + key, value)


def getpid():
    return entropy()


def getppid():
    return entropy()


def urandom(n):
    return entropy()


def listdir(path="."):
    return unordered(unknown(path))


def scandir(path="."):
    return unordered(unknown(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    # Of a flat folder the order of the folders is no matter: that of the names in one is.
    yield unknown(top), unordered(unknown(top)), unordered(unknown(top))
    while unknown():
        yield unknown(top), unordered(unknown(top)), unordered(unknown(top))


def fspath(path):
    return path


def _exit(code):
    exits()


def abort():
    exits()


def execv(path, args):
    # The program starts anew: what was put in the environment counts from the start.
    mark("exec")
    exits()


def execve(path, args, env):
    execv(path, args)


def execvp(file, args):
    execv(file, args)


execl = execlp = execvpe = execve
