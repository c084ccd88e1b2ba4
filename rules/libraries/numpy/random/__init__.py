# numpy.random: the legacy global stream, and generators that are objects. default_rng() and RandomState() without
# a seed start from entropy.
from seedlint import *


def seed(seed=None):
    seeds("numpy", seed)


def get_state(legacy=True):
    save("numpy")
    if surely(worker_id() is None):
        return unknown()
    # In a worker the first word of the key is a constant: 2**31 where the loader seeds numpy by array (torch 1.9
    # and newer), else the parent's state, the same in every worker and epoch.
    return unknown(0)


def set_state(state):
    restore("numpy")


def random(*args, **kwargs):
    return draws("numpy", "sample")


beta = binomial = bytes = chisquare = dirichlet = exponential = f = gamma = geometric = gumbel = random
hypergeometric = laplace = logistic = lognormal = logseries = multinomial = multivariate_normal = random
negative_binomial = noncentral_chisquare = noncentral_f = normal = pareto = poisson = power = rand = randint = random
randn = random_integers = random_sample = ranf = sample = rayleigh = standard_cauchy = standard_exponential = random
standard_gamma = standard_normal = standard_t = triangular = uniform = vonmises = wald = weibull = zipf = random


def choice(a, *args, **kwargs):
    return draws("numpy", "sample", of=a)


def shuffle(x):
    return draws("numpy", "shuffle", of=x)


permutation = shuffle


class RandomState:
    def __init__(self, seed=None):
        if isinstance(seed, BitGenerator):
            seeds(self, seed.seed_value)
        else:
            seeds(self, seed)

    def seed(self, seed=None):
        seeds(self, seed)

    def get_state(self, legacy=True):
        save(self)
        return unknown()

    def set_state(self, state):
        restore(self)

    def random(self, *args, **kwargs):
        return draws(self, "sample")

    beta = binomial = bytes = chisquare = dirichlet = exponential = f = gamma = geometric = gumbel = random
    hypergeometric = laplace = logistic = lognormal = logseries = multinomial = multivariate_normal = random
    negative_binomial = noncentral_chisquare = noncentral_f = normal = pareto = poisson = power = rand = random
    randint = randn = random_integers = random_sample = ranf = sample = rayleigh = standard_cauchy = random
    standard_exponential = standard_gamma = standard_normal = standard_t = triangular = uniform = vonmises = random
    wald = weibull = zipf = tomaxint = random

    def choice(self, a, *args, **kwargs):
        return draws(self, "sample", of=a)

    def shuffle(self, x):
        return draws(self, "shuffle", of=x)

    permutation = shuffle


class Generator:
    def __init__(self, bit_generator=None):
        if isinstance(bit_generator, BitGenerator):
            seeds(self, bit_generator.seed_value)
        else:
            seeds(self, unknown(bit_generator))
        self.bit_generator = bit_generator

    def random(self, *args, **kwargs):
        return draws(self, "sample")

    beta = binomial = bytes = chisquare = dirichlet = exponential = f = gamma = geometric = gumbel = random
    hypergeometric = integers = laplace = logistic = lognormal = logseries = multinomial = random
    multivariate_hypergeometric = multivariate_normal = negative_binomial = noncentral_chisquare = random
    noncentral_f = normal = pareto = poisson = power = rayleigh = standard_cauchy = standard_exponential = random
    standard_gamma = standard_normal = standard_t = triangular = uniform = vonmises = wald = weibull = zipf = random

    def choice(self, a, *args, **kwargs):
        return draws(self, "sample", of=a)

    def shuffle(self, x, axis=0):
        return draws(self, "shuffle", of=x)

    permutation = permuted = shuffle

    def spawn(self, n_children):
        return [Generator(PCG64(unknown(self.bit_generator))) for _ in range(n_children)]


class SeedSequence:
    def __init__(self, entropy=None, spawn_key=(), *args, **kwargs):
        self.entropy = entropy
        self.mixed = spawn_key

    def spawn(self, n_children):
        return [SeedSequence(_child(self.entropy)) for _ in range(n_children)]

    def generate_state(self, n_words, dtype=None):
        return unknown(self.entropy, self.mixed)


def _child(parent):
    # Every child differs; from no seed it is still entropy.
    if surely(parent is None):
        return None
    return unknown(parent)


class BitGenerator:
    def __init__(self, seed=None):
        if isinstance(seed, SeedSequence):
            seed = seed.entropy
        self.seed_value = seed

    def jumped(self, jumps=1):
        return self


class PCG64(BitGenerator):
    pass


class PCG64DXSM(BitGenerator):
    pass


class MT19937(BitGenerator):
    pass


class Philox(BitGenerator):
    def __init__(self, seed=None, counter=None, key=None):
        if seed is None and key is not None:
            seed = key
        self.seed_value = seed


class SFC64(BitGenerator):
    pass


def default_rng(seed=None):
    if isinstance(seed, Generator) or isinstance(seed, RandomState):
        return seed
    if isinstance(seed, BitGenerator):
        return Generator(seed)
    return Generator(PCG64(seed))
