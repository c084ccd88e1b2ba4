from seedlint import *


# The decorated function gets the composed configuration.
def main(config_path=None, config_name=None, version_base=None):
    def decorate(task_function):
        def decorated(cfg_passthrough=None):
            if cfg_passthrough is not None:
                return task_function(cfg_passthrough)
            return task_function(config("cfg"))
        return decorated
    return decorate
