# scipy.stats: rvs() draws from numpy's global stream unless random_state is given.
from seedlint import *
from sklearn._base import _draw


class rv_continuous:
    def __init__(self, *args, **kwargs):
        self.random_state = None

    def __call__(self, *args, **kwargs):
        return self

    freeze = __call__

    def rvs(self, *args, random_state=None, **kwargs):
        if surely(random_state is None):
            return _draw(self.random_state, "sample")
        return _draw(random_state, "sample")

    def pdf(self, x, *args, **kwargs):
        return unknown(x)

    cdf = ppf = logpdf = logcdf = sf = isf = pmf = logpmf = pdf


rv_discrete = rv_continuous
_distribution = rv_continuous()
alpha = beta = binom = bernoulli = betabinom = cauchy = chi = chi2 = expon = exponnorm = exponweib = _distribution
f = gamma = genextreme = gennorm = geom = gumbel_l = gumbel_r = halfcauchy = halfnorm = hypergeom = _distribution
invgamma = invgauss = laplace = levy = levy_stable = logistic = loggamma = lognorm = loguniform = _distribution
multinomial = multivariate_normal = nbinom = norm = pareto = poisson = powerlaw = randint = rayleigh = _distribution
reciprocal = skewnorm = t = triang = truncexpon = truncnorm = truncpareto = uniform = vonmises = _distribution
wald = weibull_max = weibull_min = wishart = invwishart = dirichlet = zipf = ortho_group = _distribution
special_ortho_group = unitary_group = random_correlation = von_mises_fisher = _distribution


def bootstrap(data, statistic, *, random_state=None, rng=None, **kwargs):
    if not surely(rng is None):
        return _draw(rng, "sample")
    return _draw(random_state, "sample")


permutation_test = monte_carlo_test = bootstrap
