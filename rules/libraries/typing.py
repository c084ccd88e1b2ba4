# typing: no effect at run time.
from seedlint import replaced, unknown

TYPE_CHECKING = unknown()  # the imports below it say where lazily imported names come from


def cast(typ, val):
    return val


def overload(function):
    return function


final = no_type_check = runtime_checkable = overload


class NamedTuple:
    def _replace(self, **changes):
        return replaced(self, changes)


class Generic:
    pass


class Protocol:
    pass
