from seedlint import *


# One process per GPU; a single one runs here.
def launch(main_func, num_gpus_per_machine, num_machines=1, machine_rank=0, dist_url=None, args=(), timeout=None):
    if distributed():
        fork("spawn", _started, main_func, args)
    else:
        main_func(*args)


def _started(main_func, args):
    group("init")
    main_func(*args)
