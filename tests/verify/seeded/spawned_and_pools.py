"""Processes that multiprocessing spawns, and a pool of threads that share work as it comes."""
import multiprocessing
from concurrent.futures import ThreadPoolExecutor

import torch


def child(seed):
    torch.manual_seed(seed)
    x = torch.randn(16)
    for _ in range(10):
        x = torch.sin(x) + 0.1 * torch.randn(16)
    print(seed, x.sum().item())


def square(i):
    return (torch.full((16,), float(i)) ** 2).sum()


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    children = [context.Process(target=child, args=(n,)) for n in range(2)]
    for process in children:
        process.start()
    for process in children:
        process.join()
    with ThreadPoolExecutor(3) as pool:
        print(sum(x.item() for x in pool.map(square, range(40))))
