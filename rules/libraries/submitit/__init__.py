from seedlint import *


# What the cluster says about this process.
class JobEnvironment:
    @property
    def global_rank(self):
        return rank()

    @property
    def local_rank(self):
        return local_rank()

    @property
    def num_tasks(self):
        return world_size()

    @property
    def job_id(self):
        return unknown()

    @property
    def hostnames(self):
        return unknown()

    @property
    def node(self):
        return unknown()


class Job:
    def __init__(self):
        self.job_id = unknown()

    def result(self):
        return unknown()


# The function runs in another process on another machine.
class Executor:
    def __init__(self, folder=None, *args, **kwargs):
        pass

    def update_parameters(self, **kwargs):
        pass

    def submit(self, fn, *args, **kwargs):
        fork("spawn", fn, *args)
        return Job()

    def map_array(self, fn, *iterables):
        fork("spawn", fn, unknown())
        return [Job()]

    def batch(self):
        return _Nothing()


class AutoExecutor(Executor): pass
class SlurmExecutor(Executor): pass
class LocalExecutor(Executor): pass


class _Nothing:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return False


class helpers:
    class DelayedSubmission:
        def __init__(self, function, *args, **kwargs):
            pass
