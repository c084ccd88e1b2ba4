from seedlint import *

from ignite.engine.engine import Engine


# Seeds all streams again at every epoch, from its own seed and the epoch, so that a run can go on from anywhere.
class DeterministicEngine(Engine):
    def run(self, data=None, max_epochs=None, max_iters=None, epoch_length=None):
        for epoch in range(unknown()):
            self._fire()
            for batch in data:
                self._process_function(self, batch)
            self._fire()
        return self.state


def update_dataloader(dataloader, new_batch_sampler):
    return dataloader


def keep_random_state(func):
    def wrapper(*args, **kwargs):
        save("all")
        func(*args, **kwargs)
        restore("all")
    return wrapper
