"""Makes small git projects, repairs them (or not), and checks what `seedlint-verify --against HEAD` says.

    run_against.py SEEDLINT_VERIFY PYTHON [--only NAME...]

A case in against/ is one program; `# before: TEXT` at the end of a line stands for that line at HEAD, and the first
line names the state expected. Also checks that nothing is left in the project. Exit 1 if anything is wrong, 77
without torch.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import programs

HERE = pathlib.Path(__file__).resolve().parent
STATUS = {"fixed": 0, "not-fixed": 1, "not-live": 2, "unknown": 2}


def before(text):
    lines = []
    for line in text.split("\n"):
        code, mark, old = line.partition("# before:")
        if mark:
            indent = code[:len(code) - len(code.lstrip())]
            line = indent + (old.strip() or "pass")
        lines.append(line)
    return "\n".join(lines)


def git(folder, *words):
    return subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@t", *words], cwd=folder, check=True,
                          capture_output=True, text=True).stdout


def main():
    arguments = programs.arguments()
    tool = os.path.abspath(arguments.tool)
    if not programs.has_torch(arguments.python):
        return 77
    wrong = 0
    for case in sorted((HERE / "against").glob("*.py")):
        if arguments.names and case.stem not in arguments.names:
            continue
        text = case.read_text()
        expected = text.split("\n")[0].split("expect:")[1].strip()
        start = time.time()
        with tempfile.TemporaryDirectory() as folder:
            program = pathlib.Path(folder) / "src" / "train.py"
            program.parent.mkdir()
            program.write_text(before(text))
            (pathlib.Path(folder) / ".gitignore").write_text("*.bin\n")
            git(folder, "init", "-q")
            git(folder, "add", ".")
            git(folder, "commit", "-q", "-m", "before")
            program.write_text(text)
            (program.parent / "rows.bin").write_bytes(bytes(range(64)))
            files = sorted(p for p in pathlib.Path(folder).rglob("*") if ".git/" not in str(p))
            done = subprocess.run([tool, "--json", "--no-progress", "--quick", "--no-lint", "--against", "HEAD", "--", arguments.python, "train.py"],
                                  cwd=program.parent, capture_output=True, text=True)
            clean = git(folder, "status", "--short").strip() == "M src/train.py" and git(folder, "worktree", "list").count("\n") == 1 and \
                files == sorted(p for p in pathlib.Path(folder).rglob("*") if ".git/" not in str(p))
        try:
            report = json.loads(done.stdout)
            state, said = (report["against"] or {}).get("state"), (report["against"] or {}).get("reason", report["sentence"])
        except ValueError:
            state, said = None, done.stderr.strip()
        right = state == expected and done.returncode == STATUS[expected] and clean
        wrong += not right
        print("| %-18s | %s | %-9s | %3.0f s | %s%s" % (case.stem, "right" if right else "WRONG", state, time.time() - start, said,
                                                     "" if clean else " SOMETHING WAS LEFT BEHIND"), flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
