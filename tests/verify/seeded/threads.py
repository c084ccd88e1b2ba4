"""Threads that do not share a generator."""
import threading

import torch

results = {}


def work(name, seed):
    generator = torch.Generator().manual_seed(seed)
    x = torch.zeros(8)
    for _ in range(50):
        x = x + torch.randn(8, generator=generator)
    results[name] = x


threads = [threading.Thread(target=work, args=(n, n)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(results[n] for n in range(3)))
