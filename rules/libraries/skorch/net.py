from seedlint import *

from torch.utils.data import DataLoader


# The module is built when fit starts (or initialize is called), not when the net is made. Nothing is seeded here.
class NeuralNet:
    def __init__(self, module=None, criterion=None, optimizer=None, lr=0.01, max_epochs=10, batch_size=128,
                 iterator_train=None, iterator_valid=None, dataset=None, train_split=None, callbacks=None, **kwargs):
        self.module = module
        self.train_split = train_split
        self.shuffle = kwargs.get("iterator_train__shuffle", False)
        self.num_workers = kwargs.get("iterator_train__num_workers", 0)
        self.module_ = None

    def initialize(self):
        if isinstance(self.module, type):
            self.module_ = self.module(**unknown())
        else:
            self.module_ = self.module
        return self

    def fit(self, X, y=None, **fit_params):
        self.initialize()
        return self.partial_fit(X, y)

    def partial_fit(self, X, y=None, classes=None, **fit_params):
        if self.module_ is None:
            self.initialize()
        loader = DataLoader(X, batch_size=unknown(), shuffle=self.shuffle, num_workers=self.num_workers)
        for epoch in range(unknown()):
            for batch in loader:
                self.module_.train()
                self.module_(unknown(batch))
                trains()
        return self

    def set_params(self, **kwargs):
        return self

    def predict(self, X):
        return unknown()

    def predict_proba(self, X):
        return unknown()

    def score(self, X, y=None):
        return unknown()

    def save_params(self, *args, **kwargs):
        pass

    def load_params(self, *args, **kwargs):
        pass


class NeuralNetClassifier(NeuralNet): pass
class NeuralNetBinaryClassifier(NeuralNet): pass
class NeuralNetRegressor(NeuralNet): pass
