# typing_extensions: no effect at run time.
TYPE_CHECKING = False


def cast(typ, val):
    return val


def overload(function):
    return function


final = no_type_check = runtime_checkable = overload


class Generic:
    pass


class Protocol:
    pass
