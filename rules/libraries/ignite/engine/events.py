from seedlint import *


# An event may be narrowed by calling it: ITERATION_COMPLETED(every=10).
class _Event:
    def __call__(self, event_filter=None, every=None, once=None, before=None, after=None):
        return self

    def __or__(self, other):
        return self


class Events:
    STARTED = _Event()
    COMPLETED = _Event()
    TERMINATE = _Event()
    EPOCH_STARTED = _Event()
    EPOCH_COMPLETED = _Event()
    ITERATION_STARTED = _Event()
    ITERATION_COMPLETED = _Event()
    GET_BATCH_STARTED = _Event()
    GET_BATCH_COMPLETED = _Event()
    EXCEPTION_RAISED = _Event()


class State:
    def __init__(self):
        self.epoch = unknown()
        self.iteration = unknown()
        self.output = unknown()
        self.batch = unknown()
        self.metrics = unknown()
        self.max_epochs = unknown()
        self.epoch_length = unknown()
