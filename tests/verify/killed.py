"""Kills a traced program at random moments and asks that the trace up to there can be read and agrees.

    killed.py SEEDLINT_VERIFY [--times N] -- COMMAND THAT NEVER ENDS...

Every invocation kills two runs with SIGKILL, at a time of its own. Right is "equal", or that nothing had been
recorded yet; anything else is a trace that was torn. Exit 1 if there is one.
"""
import argparse
import json
import random
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--shortest", type=float, default=0.2)
    parser.add_argument("--longest", type=float, default=1.5)
    parser.add_argument("--seed", type=int, default=0)
    split = sys.argv.index("--")
    arguments = parser.parse_args(sys.argv[1:split])
    command = sys.argv[split + 1:]
    subprocess.run([arguments.tool, "--quick", "--no-lint", "--no-progress", "--steps", "1", "--", *command], capture_output=True)  # compiles the tracer
    moments = random.Random(arguments.seed)
    equal = empty = torn = records = 0
    for _ in range((arguments.times + 1) // 2):
        seconds = moments.uniform(arguments.shortest, arguments.longest)
        done = subprocess.run([arguments.tool, "--quick", "--no-lint", "--no-progress", "--json", "--steps", "0", "--time", "%.4f" % seconds, "--", *command],
                              capture_output=True, text=True)
        if done.returncode == 0:
            report = json.loads(done.stdout)
            equal += 2
            records += report["records"]["agree"]
            if report["problems"]:
                torn += 1
                print("after %.4f s: %s" % (seconds, report["problems"]))
        elif done.returncode == 2 and "nothing" in done.stderr + done.stdout:
            empty += 2
        else:
            torn += 1
            print("after %.4f s: exit %d: %s%s" % (seconds, done.returncode, done.stdout[:500], done.stderr[:500]))
    print("%d killed: %d traces read and equal as far as both go (%d records), %d with nothing yet, %d torn" % (equal + empty + 2 * torn, equal, records, empty, torn))
    return 1 if torn or equal == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
