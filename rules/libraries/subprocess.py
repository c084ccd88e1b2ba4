# subprocess: another program; what is in the environment reaches it.
from seedlint import *


def run(*args, **kwargs):
    mark("subprocess")
    return unknown()


call = check_call = check_output = Popen = getoutput = run
