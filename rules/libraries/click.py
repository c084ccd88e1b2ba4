# Decorated functions are called with what the user gave on the command line.
from seedlint import *
from _seedlint_words import given_by_user


class Command:
    def __init__(self, callback=None, name=None, params=None, **attrs):
        self.callback = callback
        self.name = name

    def __call__(self, *args, **kwargs):
        return self.main()

    def main(self, args=None, prog_name=None, standalone_mode=True, obj=None, **extra):
        return self.callback(**given_by_user())

    def invoke(self, ctx):
        return self.main()


class Group(Command):
    def __init__(self, callback=None, name=None, commands=None, **attrs):
        self.callback = callback
        self.chosen = []

    def command(self, *args, **kwargs):
        def decorate(function):
            made = Command(function)
            self.chosen.append(made)
            return made
        if len(args) == 1 and callable(args[0]):
            return decorate(args[0])
        return decorate

    def group(self, *args, **kwargs):
        def decorate(function):
            made = Group(function)
            self.chosen.append(made)
            return made
        if len(args) == 1 and callable(args[0]):
            return decorate(args[0])
        return decorate

    def add_command(self, cmd, name=None):
        self.chosen.append(cmd)

    # One of the commands runs.
    def main(self, args=None, prog_name=None, standalone_mode=True, obj=None, **extra):
        self.callback(**given_by_user())
        for one in self.chosen:
            if unknown():
                return one.main()


def command(name=None, cls=None, **attrs):
    if callable(name):
        return Command(name)

    def decorate(function):
        return Command(function)
    return decorate


def group(name=None, cls=None, **attrs):
    if callable(name):
        return Group(name)

    def decorate(function):
        return Group(function)
    return decorate


def option(*param_decls, **attrs):
    def decorate(function):
        return function
    return decorate


def argument(*param_decls, **attrs):
    def decorate(function):
        return function
    return decorate


def version_option(*args, **kwargs):
    return option()


def help_option(*args, **kwargs):
    return option()


def password_option(*args, **kwargs):
    return option()


def confirmation_option(*args, **kwargs):
    return option()


def pass_context(function):
    def wrapped(*args, **kwargs):
        return function(unknown(), *args, **kwargs)
    return wrapped


pass_obj = pass_context


def make_pass_decorator(object_type, ensure=False):
    return pass_context


def echo(message=None, file=None, nl=True, err=False, color=None):
    pass


def secho(message=None, file=None, nl=True, err=False, color=None, **styles):
    pass


def prompt(text, default=None, **kwargs):
    return given_by_user()


def confirm(text, default=False, **kwargs):
    return given_by_user()
