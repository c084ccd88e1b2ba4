"""Runs seedlint-verify over the planted and the seeded programs and prints a table.

    run_table.py SEEDLINT_VERIFY PYTHON [--pairs N] [--only NAME...]

A planted program says its cause in its first line (`# cause: NAME`) and marks every acceptable line with
`# here`. It is found when the verdict's cause and the file and line it leads with are those.
A hostile program says the exit status and part of the message it must lead to. A seeded program must be
equal in every pair. Exit 1 if any program is judged wrongly, 77 without torch.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent


def verify(tool, python, program, *options):
    command = [tool, "--json", "--no-progress", *options, "--", python, str(program)]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError:
        return done.returncode, {"sentence": done.stderr.strip(), "cause": "?", "verdict": "?", "where": None}


def check_planted(tool, python, program):
    text = program.read_text().split("\n")
    wanted = text[0].split("cause:")[1].split()[0]
    lines = [i + 1 for i, line in enumerate(text) if line.rstrip().endswith("# here")]
    status, report = verify(tool, python, program)
    where = report.get("where") or {}
    right_line = where.get("line") in lines and where.get("file", "").endswith(program.name)
    return status == 1 and report["cause"] == wanted and right_line, wanted, lines, report


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("python", nargs="?", default=os.environ.get("SEEDLINT_TORCH_PYTHON", ""))
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--only", nargs="*", default=[], dest="names")
    arguments = parser.parse_args()
    try:
        have = subprocess.run([arguments.python, "-c", "import torch, numpy"], capture_output=True).returncode == 0
    except OSError:
        have = False
    if not have:
        print("skipped: no torch; set SEEDLINT_TORCH_PYTHON to a Python that has torch and numpy")
        return 77
    wrong = 0

    def wanted(program):
        return not arguments.names or program.stem in arguments.names

    for program in sorted(HERE.glob("planted/*.py")):
        if not wanted(program):
            continue
        start = time.time()
        found, cause, lines, report = check_planted(arguments.tool, arguments.python, program)
        wrong += not found
        where = report.get("where") or {}
        print("| %-28s | %s | %-26s | %s:%s | %3.0f s | %s" % (
            program.stem, "found" if found else "WRONG", report["cause"], pathlib.Path(where.get("file", "-")).name,
            where.get("line", "-"), time.time() - start,
            "" if found else "wanted %s at %s; %s" % (cause, lines, report["sentence"])), flush=True)
    for program in sorted(HERE.glob("hostile/*.py")):
        if not wanted(program):
            continue
        start = time.time()
        first, second = program.read_text().split("\n")[:2]
        code, _, text = first.split("expect:")[1].strip().partition(" ")
        status, report = verify(arguments.tool, arguments.python, program, "--quick", *second.split("options:")[1].split())
        right = status == int(code) and text in report["sentence"]
        wrong += not right
        print("| %-28s | %s | exit %d, wanted %s | %3.0f s | %s" % (
            program.stem, "right" if right else "WRONG", status, code, time.time() - start,
            report["sentence"].split("\n")[0] if right else report["sentence"]), flush=True)
    for program in sorted(HERE.glob("seeded/*.py")):
        if not wanted(program):
            continue
        first = program.read_text().split("\n")[0]
        needs = first.split("needs:")[1].strip() if "needs:" in first else "sys"
        if subprocess.run([arguments.python, "-c", "import " + needs], capture_output=True).returncode != 0:
            print("| %-28s | skipped: %s is not installed" % (program.stem, needs), flush=True)
            continue
        start = time.time()
        equal, records, last = 0, 0, None
        for _ in range(arguments.pairs):
            status, last = verify(arguments.tool, arguments.python, program, "--quick")
            if status != 0:
                break
            equal += 1
            records = last["records"]["agree"]
        wrong += equal != arguments.pairs
        print("| %-28s | %s | %d of %d pairs equal, %d records | %3.0f s | %s" % (
            program.stem, "equal" if equal == arguments.pairs else "WRONG", equal, arguments.pairs, records,
            time.time() - start, "" if equal == arguments.pairs else last["sentence"]), flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
