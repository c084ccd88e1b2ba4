from seedlint import *


def notebook_launcher(function, args=(), num_processes=None, mixed_precision="no", **kwargs):
    if num_processes == 1:
        function(*args)
    else:
        fork("fork", function, *args)


def debug_launcher(function, args=(), num_processes=2):
    fork("fork", function, *args)
