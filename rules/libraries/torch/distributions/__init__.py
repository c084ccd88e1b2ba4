# torch.distributions: sample and rsample draw from the global stream; there is no generator argument.
from seedlint import *


class Distribution:
    def __init__(self, *args, **kwargs):
        pass

    def sample(self, sample_shape=()):
        return draws("torch", "sample")

    rsample = sample_n = sample

    def log_prob(self, value):
        return unknown(value)


Bernoulli = Beta = Binomial = Categorical = Cauchy = Chi2 = ContinuousBernoulli = Dirichlet = Distribution
Exponential = ExponentialFamily = FisherSnedecor = Gamma = GeneralizedPareto = Geometric = Distribution
Gumbel = HalfCauchy = HalfNormal = Independent = InverseGamma = Kumaraswamy = LKJCholesky = Distribution
Laplace = LogNormal = LogisticNormal = LowRankMultivariateNormal = MixtureSameFamily = Distribution
Multinomial = MultivariateNormal = NegativeBinomial = Normal = OneHotCategorical = Distribution
OneHotCategoricalStraightThrough = Pareto = Poisson = RelaxedBernoulli = Distribution
RelaxedOneHotCategorical = StudentT = TransformedDistribution = Uniform = VonMises = Weibull = Distribution
Wishart = Distribution
