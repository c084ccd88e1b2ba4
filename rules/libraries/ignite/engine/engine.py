from seedlint import *

from ignite.engine.events import State


# Handlers are kept and called while the engine runs: later than the code that follows their registration.
class Engine:
    def __init__(self, process_function=None):
        self._process_function = process_function
        self._handlers = []
        self.state = State()
        self.logger = unknown()

    def register_events(self, *event_names, event_to_attr=None):
        pass

    def add_event_handler(self, event_name, handler, *args, **kwargs):
        self._handlers.append((handler, args))
        return unknown()

    def on(self, event_name, *args, **kwargs):
        def decorate(function):
            self._handlers.append((function, args))
            return function
        return decorate

    def remove_event_handler(self, handler, event_name):
        pass

    def has_event_handler(self, handler, event_name=None):
        return unknown()

    def fire_event(self, event_name):
        self._fire()

    def terminate(self, skip_completed=False):
        pass

    def terminate_epoch(self, skip_epoch_completed=False):
        pass

    def state_dict(self):
        return unknown()

    def load_state_dict(self, state_dict):
        pass

    def _fire(self):
        for handler, args in self._handlers:
            callback(handler, self, *args)

    def run(self, data=None, max_epochs=None, max_iters=None, epoch_length=None):
        for epoch in range(unknown() if max_epochs is None else max_epochs):
            self._fire()
            for batch in data:
                self._process_function(self, batch)
            self._fire()
        return self.state
