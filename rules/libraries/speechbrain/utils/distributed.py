from seedlint import *


def run_on_main(func, args=None, kwargs=None, post_func=None, post_args=None, post_kwargs=None, run_post_on_main=False):
    callback(func)


def ddp_init_group(run_opts):
    if distributed():
        group("init")


def if_main_process():
    return rank() == 0
