"""A run without the tracer: counts optimiser steps, ends the program where a traced run ends, and leaves the
weights it came to. What it shows is that observing the program did not change what it computes."""
import os
import threading


def begin(stop):
    from torch.optim import optimizer
    after = int(os.environ.get("SEEDLINT_VERIFY_STEPS", "0"))
    done = [0]

    def after_step(optimiser, args, kwargs):
        done[0] += 1
        if not after or done[0] < after:
            return
        if done[0] == after:
            timer = threading.Timer(10.0, os._exit, (0,))  # for programs that catch SystemExit
            timer.daemon = True
            timer.start()
        raise stop(0)

    optimizer.register_optimizer_step_post_hook(after_step)
