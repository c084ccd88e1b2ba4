"""The project that the command-line tests check; written into a temporary folder, so that no git checkout, no
configuration and no ignore file above it can change an answer."""

FILES = {
    "train.py": '''\
import torch

from lib.model import build
from lib.seeds import set_seed


def main():
    model = build(2)
    set_seed(0)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loss = model(torch.ones(1, 2)).sum()
    loss.backward()
    optimizer.step()


if __name__ == "__main__":
    main()
''',
    "lib/__init__.py": "",
    "lib/model.py": '''\
from torch import nn


def build(n):
    return nn.Linear(n, 2)
''',
    "lib/seeds.py": '''\
import random

import torch


def set_seed(seed):
    random.seed(seed)
    torch.manual_seed(seed)
''',
    "clean.py": '''\
import torch
from torch import nn

from lib.seeds import set_seed

if __name__ == "__main__":
    set_seed(1)
    model = nn.Linear(2, 2)
    model(torch.ones(1, 2)).sum().backward()
''',
}

NOTEBOOK = '''\
{
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Training"]},
  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],
   "source": [
    "import torch\\n",
    "from torch import nn"
   ]},
  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [],
   "source": [
    "model = nn.Linear(2, 2)\\n",
    "torch.manual_seed(0)\\n",
    "model(torch.ones(1, 2)).sum().backward()"
   ]}
 ],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
 "nbformat": 4, "nbformat_minor": 5
}
'''

FULL = '''\
warning[seed-after-draw]: weights are drawn here before torch is seeded: they differ in every run, whatever the seed
  --> train.py:8:13
   |
 8 |     model = build(2)
   |             ^^^^^ 2. build() is called here
 9 |     set_seed(0)
   |     -------- seeded only here
  ::: train.py:17:5
   |
17 |     main()
   |     ---- 1. main() is called here
  ::: lib/model.py:5:15
   |
 5 |     return nn.Linear(n, 2)
   |               ------ 3. `nn.Linear` draws from torch
   |
  = help: move the seeding above this line
  = more: seedlint explain seed-after-draw

Found 1 warning in 5 files.
'''
