"""Runs seedlint-verify over the programs in ranks/ and prints a table.

    run_ranks.py SEEDLINT_VERIFY PYTHON [--only NAME...]

A program says in its first line which diagnostic it must lead to (`# expect: RULE`, or none) and on how many
ranks it runs (`ranks: 2`, started by torchrun). Exit 1 if any is judged wrongly, 77 without torch.
"""
import json
import pathlib
import re
import subprocess
import sys
import time

import programs

HERE = pathlib.Path(__file__).resolve().parent


def main():
    arguments = programs.arguments()
    if not programs.has_torch(arguments.python):
        return 77
    wrong = 0
    for program in sorted((HERE / "ranks").glob("*.py")):
        first = program.read_text().split("\n")[0]
        if not first.startswith("# expect:") or (arguments.names and program.stem not in arguments.names):
            continue
        expected = first.split("expect:")[1].split()[0]
        needs = re.search(r"needs: (\w+)", first)
        if needs and subprocess.run([arguments.python, "-c", "import " + needs.group(1)], capture_output=True).returncode != 0:
            print("| %-26s | skipped: %s is not installed" % (program.stem, needs.group(1)), flush=True)
            continue
        command = [arguments.python]
        if "ranks: 2" in first:
            command += ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
        start = time.time()
        done = subprocess.run([arguments.tool, "--json", "--no-progress", "--no-lint", "--quick", "--", *command, str(program)],
                              capture_output=True, text=True)
        try:
            report = json.loads(done.stdout)
        except ValueError:
            report = {"sentence": done.stderr.strip(), "diagnostics": [], "verdict": "?"}
        rules = sorted({d["rule"] for d in report["diagnostics"]})
        right = (done.returncode, rules) == ((0, []) if expected == "none" else (1, [expected])) and \
            report["verdict"] in ("equal", "wrongly-equal", "wrongly-different")
        wrong += not right
        print("| %-26s | %s | %-34s | %3.0f s | %s" % (program.stem, "right" if right else "WRONG", ", ".join(rules) or "silent",
                                                      time.time() - start, "" if right else report["sentence"]), flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
