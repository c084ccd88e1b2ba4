#!/usr/bin/env python3
"""Writes the inputs that fuzzing starts from: fixtures, the fences of rules and specs, stubs.

usage: make_corpus.py FOLDER      fills FOLDER/front_end and FOLDER/pipeline; run them with
       fuzz_pipeline -timeout=10 -rss_limit_mb=4096 -max_len=8192 FOLDER/pipeline
"""
import os
import pathlib
import re
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
LARGEST = 16384


def texts(folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size <= LARGEST:
            yield path, path.read_bytes()


def main(out):
    count = 0

    def put(kind, data):
        nonlocal count
        count += 1
        folder = pathlib.Path(out, kind)
        os.makedirs(folder, exist_ok=True)
        (folder / f"seed{count:05}").write_bytes(data)

    for group in ("fixtures/projects", "fixtures/clean"):
        for project in sorted((TOP / group).iterdir()):
            files = list(texts(project)) if project.is_dir() else [(project, project.read_bytes())]
            whole = b"".join(b"#@ " + str(p.relative_to(project) if project.is_dir() else p.name).encode() + b"\n" + data + b"\n" for p, data in files)
            if len(whole) <= LARGEST:
                put("pipeline", whole)
            for path, data in files:
                if path.suffix in (".py", ".ipynb"):
                    put("front_end", (b"\0" if path.suffix == ".ipynb" else b"\1") + data)
    for folder in ("rules", "tests/spec"):
        for path in sorted((TOP / folder).rglob("*.md")):
            for fence in re.findall(r"^```python[^\n]*\n(.*?)^```", path.read_text(), re.S | re.M):
                put("pipeline", fence.encode())
                put("front_end", b"\1" + fence.encode())
    for path, data in texts(TOP / "rules/libraries"):
        if path.suffix == ".py":
            put("front_end", b"\1" + data)
            put("pipeline", data)
    print(f"{count} inputs")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
