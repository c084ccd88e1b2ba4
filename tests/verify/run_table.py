"""Runs seedlint-verify over the planted, hostile and seeded programs and prints a table.

    run_table.py SEEDLINT_VERIFY PYTHON [--pairs N] [--only NAME...] [--kinds KIND...] [--cxx-build FOLDER] [--tracer WHICH] [--without-compiler]

Kinds: planted, hostile, seeded, and cuda, which is left out unless asked for and needs a GPU.
A planted program is found when the verdict's cause and the file and line it leads with are the ones it says
(programs.py). A hostile program says the exit status and part of the message it must lead to. A seeded program
must be equal in every pair. With --cxx-build the C++ program is compiled there and run as well.
Exit 1 if any program is judged wrongly, 77 without torch.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import programs


tracer, wanted_tracer, environment = "auto", None, None


def verify(tool, program, *options):
    command = [tool, "--json", "--no-progress", "--tracer", tracer, *options, "--", *program.command]
    with tempfile.TemporaryDirectory() as kept:  # what one run leaves there the next one finds
        done = subprocess.run(command, capture_output=True, text=True, env={**(environment or os.environ), "KEPT_BETWEEN_RUNS": kept})
    try:
        report = json.loads(done.stdout)
        if wanted_tracer is not None and report["tracer"] != wanted_tracer:
            return 2, dict(report, verdict="?", sentence="the tracer used was " + report["tracer"])
        return done.returncode, report
    except ValueError:
        return done.returncode, {"sentence": done.stderr.strip(), "cause": "?", "verdict": "?", "where": None}


def planted(tool, program, arguments):
    status, report = verify(tool, program, *program.options)
    where = report.get("where") or {}
    cause, lines = program.said("cause"), program.lines()
    file = where.get("file", "")
    right_file = file.endswith(program.path.name) or (program.path.suffix == ".ipynb" and "ipykernel" in file)
    found = status == int(program.said("status") or 1) and report["cause"] == cause and right_file and where.get("line") in lines
    return found, "%-26s | %s:%s" % (report["cause"], pathlib.Path(file).name, where.get("line", "-")), \
        "" if found else "wanted %s at %s; %s" % (cause, lines, report["sentence"])


def hostile(tool, program, arguments):
    code, _, text = program.said("expect").partition(" ")
    status, report = verify(tool, program, "--quick", *program.options)
    right = status == int(code) and text in report["sentence"]
    return right, "exit %d, wanted %s" % (status, code), report["sentence"].split("\n")[0] if right else report["sentence"]


def seeded(tool, program, arguments):
    equal, records, last = 0, 0, None
    for _ in range(arguments.pairs):
        status, last = verify(tool, program, "--quick", *program.options)
        if status != 0:
            break
        equal += 1
        records = last["records"]["agree"]
    right = equal == arguments.pairs
    return right, "%d of %d pairs equal, %d records" % (equal, arguments.pairs, records), "" if right else last["sentence"]


def cuda(tool, program, arguments):
    """On a GPU: planted if it says its cause; equal in every pair if it says none; either if it is a matter of chance."""
    if program.said("cause"):
        return planted(tool, program, arguments)
    if not program.said("chance"):
        return seeded(tool, program, arguments)
    status, report = verify(tool, program, *program.options)
    right = status == 0 or (status == 1 and report["cause"] == program.said("chance"))
    return right, "by chance: exit %d, %s" % (status, report["cause"]), "" if right else report["sentence"]


def installed(python, modules):
    return subprocess.run([python, "-c", "import " + modules], capture_output=True).returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("python", nargs="?", default=os.environ.get("SEEDLINT_TORCH_PYTHON", ""))
    parser.add_argument("--python-from", default=None, help="a variable that names the Python")
    parser.add_argument("--jobs", type=int, default=1, help="programs at a time")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], dest="names")
    parser.add_argument("--kinds", nargs="*", default=["planted", "hostile", "seeded"])
    parser.add_argument("--cxx-build", default=None)
    parser.add_argument("--without-compiler", action="store_true", help="hide every compiler: programs must be traced from Python")
    parser.add_argument("--tracer", default="auto", help="of seedlint-verify: auto, compiled or python")
    arguments = parser.parse_args()
    global tracer, wanted_tracer, environment
    tracer = arguments.tracer
    wanted_tracer = None if tracer == "auto" else tracer
    if arguments.without_compiler:
        # As on a machine that has none: nothing on the PATH, nothing compiled before.
        wanted_tracer = "python"
        empty = tempfile.TemporaryDirectory()
        environment = {name: value for name, value in os.environ.items() if name != "CXX"}
        environment.update(PATH=empty.name, SEEDLINT_CACHE=empty.name + "/cache")
    if arguments.python_from:
        arguments.python = os.environ.get(arguments.python_from, "")
    try:
        have = installed(arguments.python, "torch, numpy")
    except OSError:
        have = False
    if not have:
        print("skipped: no torch; set " + (arguments.python_from or "SEEDLINT_TORCH_PYTHON") + " to a Python that has torch and numpy")
        return 77
    binary = programs.build_cxx(arguments.python, arguments.cxx_build) if arguments.cxx_build else None
    wrong, skipped = 0, False
    judges = {"planted": (planted, "found"), "hostile": (hostile, "right"), "seeded": (seeded, "equal"), "cuda": (cuda, "right")}
    for kind in arguments.kinds:
        judge, word = judges[kind]
        if kind == "cuda" and subprocess.run([arguments.python, "-c", "import torch, sys; sys.exit(not torch.cuda.is_available())"]).returncode != 0:
            print("skipped: the programs in cuda/ need a GPU that torch can use")
            skipped = True
            continue
        found = programs.python_programs(kind, arguments.python)
        if kind in ("planted", "seeded"):
            found += programs.cxx_programs(kind, binary)

        def run(program):
            if arguments.names and program.name not in arguments.names:
                return True
            needs = program.said("needs")
            if needs and not installed(arguments.python, needs):
                print("| %-28s | skipped: %s is not installed" % (program.name, needs), flush=True)
                return True
            start = time.time()
            right, shown, more = judge(arguments.tool, program, arguments)
            print("| %-28s | %s | %s | %3.0f s | %s" % (program.name, word if right else "WRONG", shown, time.time() - start, more), flush=True)
            return right

        with ThreadPoolExecutor(arguments.jobs) as pool:
            wrong += sum(not right for right in pool.map(run, found))
    return 1 if wrong else 77 if skipped and len(arguments.kinds) == 1 else 0


if __name__ == "__main__":
    sys.exit(main())
