# Functions are called with what the user gave on the command line.
from seedlint import option as choice
from seedlint import unknown


def Option(default=None, *param_decls, **kwargs):
    return choice("option")


def Argument(default=None, **kwargs):
    return choice("argument")


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
            self.before(**choice("arguments"))
        if len(self.functions) == 1:
            return self.functions[0](**choice("arguments"))
        for one in self.functions:
            if unknown():
                return one(**choice("arguments"))


def run(function):
    function(**choice("arguments"))


def echo(message=None, **kwargs):
    pass


class Context:
    pass


class Exit(Exception):
    pass
