# cause: outside-value
import os
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

import torch

torch.manual_seed(0)


def load(i):
    time.sleep(os.urandom(1)[0] / 2000)
    return float(i)


with ThreadPoolExecutor(8) as pool:
    futures = [pool.submit(load, i) for i in range(8)]
    values = [future.result() for future in as_completed(futures)]  # here
x = torch.tensor(values)  # here

w = torch.ones(4, requires_grad=True)
for step in range(3):
    loss = (w * x.float().flatten()[:4]).sum()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
