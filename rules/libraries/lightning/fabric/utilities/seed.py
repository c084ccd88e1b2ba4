from seedlint import *

_seed_workers = False


# No rank is added: all ranks draw alike. None means the environment's seed, else 0 (before 2.2: a random one).
def seed_everything(seed=None, workers=False, verbose=True):
    if seed is None:
        seed = config("PL_GLOBAL_SEED")
        if _draws_its_seed():
            seed = entropy()
    seeds("python", seed)
    seeds("numpy", seed)
    seeds("torch", seed)
    seeds("torch.cuda", seed)
    if workers:
        _remember_workers()
    return seed


def _draws_its_seed():
    return before("lightning", "2.2") is True or before("pytorch-lightning", "2.2") is True


def _remember_workers():
    global _seed_workers
    _seed_workers = True


def workers_are_seeded():
    return _seed_workers


def reset_seed():
    pass


# Its own seed per epoch, worker and rank.
def pl_worker_init_function(worker_id, rank=None):
    seeds("torch", base_seed() + worker_id)
    seeds("python", base_seed() + worker_id)
    seeds("numpy", base_seed() + worker_id)
