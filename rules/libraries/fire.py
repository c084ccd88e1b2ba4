from seedlint import *


# Calls a function with the command line's arguments; of a class or object, one of its methods, chosen by the user.
def Fire(component=None, command=None, name=None, serialize=None):
    if callable(component):
        return component(**option())
    return unknown(component)
