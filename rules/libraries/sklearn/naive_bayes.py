# sklearn.naive_bayes
from sklearn._base import _Learner

GaussianNB = MultinomialNB = BernoulliNB = ComplementNB = CategoricalNB = _Learner
