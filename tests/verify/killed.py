"""Kills a traced program at random moments and asks that the trace up to there can be read and agrees.

    killed.py SEEDLINT_VERIFY [--times N] -- COMMAND THAT NEVER ENDS...

Every invocation kills two runs with SIGKILL, at a time of its own between shortly before its first records
(measured here first) and --after seconds behind them. Right is "equal", or that nothing had been recorded yet; anything
else is a trace that was torn. Goes on until --times runs were killed that had recorded something. Exit 1 if a trace was torn
or too few had.
"""
import argparse
import json
import random
import subprocess
import sys


def verify(tool, command, *options):
    return subprocess.run([tool, "--quick", "--no-lint", "--no-progress", "--json", *options, "--", *command], capture_output=True, text=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--after", type=float, default=1.0, help="seconds after the first records")
    parser.add_argument("--seed", type=int, default=0)
    split = sys.argv.index("--")
    arguments = parser.parse_args(sys.argv[1:split])
    command = sys.argv[split + 1:]
    verify(arguments.tool, command, "--records", "50")  # compiles the tracer
    first = verify(arguments.tool, command, "--records", "50")
    if first.returncode != 0:
        print("its first records are not equal: %s%s" % (first.stdout, first.stderr))
        return 1
    start = min(json.loads(first.stdout)["seconds"])
    moments = random.Random(arguments.seed)
    equal = empty = torn = records = tries = 0
    while equal < arguments.times and tries < 2 * arguments.times:
        tries += 1
        seconds = moments.uniform(0.9 * start, start + arguments.after)
        done = verify(arguments.tool, command, "--steps", "0", "--time", "%.4f" % seconds)
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
    print("%d killed: %d traces read and equal as far as both go (%d records each), %d with nothing yet, %d torn" % (2 * tries, equal, records, empty, 2 * torn))
    return 1 if torn or equal < arguments.times else 0


if __name__ == "__main__":
    sys.exit(main())
