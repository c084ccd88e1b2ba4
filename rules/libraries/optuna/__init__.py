from seedlint import *

from optuna import pruners, samplers


class Trial:
    def suggest_float(self, name, low, high, **kwargs):
        return config(name)

    def suggest_int(self, name, low, high, **kwargs):
        return config(name)

    def suggest_categorical(self, name, choices):
        return config(name)

    def suggest_uniform(self, name, low, high):
        return config(name)

    def suggest_loguniform(self, name, low, high):
        return config(name)

    def report(self, value, step):
        pass

    def should_prune(self):
        return unknown()


class TrialPruned(Exception):
    pass


class Study:
    def __init__(self):
        self.best_trial = unknown()
        self.best_params = unknown()
        self.best_value = unknown()
        self.trials = unknown()

    # Many trials; one stands for all.
    def optimize(self, func, n_trials=None, timeout=None, n_jobs=1, catch=(), callbacks=None, **kwargs):
        func(Trial())

    def enqueue_trial(self, params, **kwargs):
        pass


def create_study(*args, **kwargs):
    return Study()


load_study = create_study
