# cause: generator-order
import os
import threading
import time

import torch

torch.manual_seed(0)
results = {}


def draw(name):
    for i in range(20):
        time.sleep(os.urandom(1)[0] / 50000)
        results[name, i] = torch.rand(4)  # here


def other():
    draw("b")


threads = [threading.Thread(target=draw, args=("a",)), threading.Thread(target=other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(results.values()))
