# torchdata.stateful_dataloader: a DataLoader that can be resumed.
from seedlint import *
from torch.utils.data import DataLoader


class StatefulDataLoader(DataLoader):
    def state_dict(self):
        return unknown()

    def load_state_dict(self, state_dict):
        pass
