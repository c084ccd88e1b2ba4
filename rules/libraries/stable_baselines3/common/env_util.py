from seedlint import *


def make_vec_env(env_id, n_envs=1, seed=None, *args, **kwargs):
    return unknown()


make_atari_env = make_vec_env
