from seedlint import *


# A run seeds everything from its configuration's `seed` (made up and recorded where none is given), then calls main
# with values of the configuration for its parameters.
class Experiment:
    def __init__(self, name=None, ingredients=(), *args, **kwargs):
        self._main = None
        self.observers = []
        self.current_run = unknown()
        self.info = unknown()

    def config(self, function):
        return function

    def named_config(self, function):
        return function

    def config_hook(self, function):
        return function

    def pre_run_hook(self, function):
        return function

    def post_run_hook(self, function):
        return function

    def add_config(self, *args, **kwargs):
        pass

    def add_named_config(self, *args, **kwargs):
        pass

    def add_source_file(self, filename):
        pass

    # The captured function may be called without arguments that the configuration has.
    def capture(self, function=None, prefix=None):
        if function is None:
            return self._capture_later
        return self._captured(function)

    def _capture_later(self, function):
        return self._captured(function)

    def _captured(self, function):
        def filled(*args, **kwargs):
            return function(*args, **kwargs)
        return filled

    def main(self, function):
        self._main = function
        return function

    def command(self, function=None, **kwargs):
        if function is None:
            return self.main
        return function

    def automain(self, function):
        self._main = function
        self.run()
        return function

    def run_commandline(self, argv=None):
        return self.run()

    def run(self, command_name=None, config_updates=None, named_configs=(), **kwargs):
        seed = globals_seed()
        seeds("python", seed)
        seeds("numpy", seed)
        seeds("torch", seed)
        seeds("torch.cuda", seed)
        seeds("tensorflow", seed)
        self._main(**globals_seed())
        return unknown()

    def log_scalar(self, name, value, step=None):
        pass

    def add_artifact(self, *args, **kwargs):
        pass


class Ingredient(Experiment):
    pass


def globals_seed():
    return config("seed")
