# Functions are called with what the user gave on the command line.
from seedlint import *


def Option(default=None, *param_decls, **kwargs):
    return option()


def Argument(default=None, **kwargs):
    return option()


class Typer:
    def __init__(self, *args, **kwargs):
        self.functions = []
        self.before = None

    def command(self, name=None, **kwargs):
        def decorate(function):
            self.functions.append(function)
            return function
        return decorate

    def callback(self, name=None, **kwargs):
        def decorate(function):
            self.before = function
            return function
        return decorate

    def add_typer(self, typer_instance, name=None, **kwargs):
        self.functions.append(typer_instance)

    # One of the commands runs.
    def __call__(self, *args, **kwargs):
        if self.before is not None:
            self.before(**option())
        if len(self.functions) == 1:
            return self.functions[0](**option())
        for one in self.functions:
            if unknown():
                return one(**option())


def run(function):
    function(**option())


def echo(message=None, **kwargs):
    pass


class Context:
    pass


class Exit(Exception):
    pass
