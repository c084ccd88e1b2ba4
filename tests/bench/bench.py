#!/usr/bin/env python3
"""Times whole `seedlint check` commands against `ruff check` of the same trees.

Both tools run as cold processes without a cache, one after the other in turn, so that a busy minute of the machine
falls on both. Reported are medians, their ratio, the peak memory, and seedlint's own table of phases. Needs nothing
but Python 3.8 and, the first time, PyPI: ruff and the libraries of the large tree are downloaded by pinned version and
hash into a folder outside the repository.

    python3 tests/bench/bench.py                     the large tree, one library, a small project
    python3 tests/bench/bench.py --tree ~/my/code    other trees
    python3 tests/bench/bench.py --setup-only        download and unpack, measure nothing
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
RUFF_RULES = "NPY002,S311,F401"


def default_cache():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "seedlint-bench"


def run_pip(python, *arguments):
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "-q", *arguments]
    if subprocess.run(command).returncode != 0:
        sys.exit("bench: pip failed: " + " ".join(command))


def fresh(stamp, *sources):
    """Whether `stamp` was written from the very texts of `sources`."""
    want = "\n".join(source.read_text() for source in sources)
    return stamp.exists() and stamp.read_text() == want


def mark(stamp, *sources):
    stamp.write_text("\n".join(source.read_text() for source in sources))


def set_up_ruff(cache):
    """A virtual environment with the pinned ruff; gives the program."""
    pins = HERE / "requirements.txt"
    folder, stamp = cache / "ruff", cache / "ruff.stamp"
    if not fresh(stamp, pins):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        run_pip(folder / "bin" / "python", "install", "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(pins))
        mark(stamp, pins)
    return folder / "bin" / "ruff"


def set_up_large_tree(cache):
    """The .py files of the pinned wheels, unpacked below one folder."""
    pins = HERE / "libraries.txt"
    tree, stamp, wheels = cache / "libraries", cache / "libraries.stamp", cache / "wheels"
    if not fresh(stamp, pins):
        shutil.rmtree(tree, ignore_errors=True)
        shutil.rmtree(wheels, ignore_errors=True)
        run_pip(sys.executable, "download", "--no-deps", "--require-hashes", "--only-binary", ":all:", "-d", str(wheels), "-r", str(pins))
        for wheel in sorted(wheels.glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(tree, [name for name in archive.namelist() if name.endswith(".py")])
        # A project of its own, wherever the cache lies.
        (tree / "seedlint.toml").write_text("")
        shutil.rmtree(wheels)
        mark(stamp, pins)
    return tree


def copied(cache, name, source):
    """A copy outside of the repository: inside, the project of a file is the whole repository."""
    target = cache / name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    (target / "seedlint.toml").write_text("")
    return target


def default_trees(cache):
    large = set_up_large_tree(cache)
    trees = [("large tree", large), ("one library", copied(cache, "accelerate", large / "accelerate"))]
    small = REPOSITORY / "fixtures" / "projects" / "helper-in-another-file"
    if small.is_dir():
        trees.append(("small project", copied(cache, "small", small)))
    return trees


def measure(command, environment):
    """Wall and CPU seconds and peak resident bytes of one cold run."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status) if hasattr(os, "waitstatus_to_exitcode") else status >> 8
    if process.returncode not in (0, 1):
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}:\n{errors.decode(errors='replace')[-2000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "rss": usage.ru_maxrss * 1024}


def describe(tree):
    files = [f for f in tree.rglob("*.py") if f.is_file()]
    texts = [f.read_bytes() for f in files]
    return {"files": len(files), "bytes": sum(map(len, texts)), "lines": sum(t.count(b"\n") for t in texts)}


def compare(name, tree, seedlint, ruff, rounds, thread_counts, extra):
    size = describe(tree)
    print(f"\n{name}: {size['files']:,} files, {size['lines']:,} lines, {size['bytes'] / 1e6:.1f} MB")
    print(f"  {'threads':>7}  {'tool':<9}{'wall':>9}{'fastest':>9}{'CPU':>9}{'peak':>8}   ratio")
    result = {"tree": name, **size, "runs": []}
    for threads in thread_counts:
        environment = dict(os.environ, RAYON_NUM_THREADS=str(threads), NO_COLOR="1")
        commands = {
            "ruff": [str(ruff), "check", "--select", RUFF_RULES, "--no-cache", "--isolated", "--quiet", "--no-respect-gitignore",
                     str(tree)],
            "seedlint": [str(seedlint), "check", "--no-cache", "--isolated", "--output-format", "concise", "-j", str(threads), *extra,
                         str(tree)],
        }
        samples = {tool: [] for tool in commands}
        for tool, command in commands.items():  # files into the page cache, programs too
            measure(command, environment)
        for round_number in range(rounds):
            order = list(commands.items())
            for tool, command in order if round_number % 2 == 0 else reversed(order):
                samples[tool].append(measure(command, environment))
        medians = {}
        for tool in commands:
            medians[tool] = {key: statistics.median(s[key] for s in samples[tool]) for key in ("wall", "cpu", "rss")}
            medians[tool]["fastest"] = min(s["wall"] for s in samples[tool])
        for tool in commands:
            m = medians[tool]
            ratio = "" if tool == "ruff" else f"{m['wall'] / medians['ruff']['wall']:>8.2f}"
            print(f"  {threads:>7}  {tool:<9}{m['wall'] * 1e3:>6.0f} ms{m['fastest'] * 1e3:>6.0f} ms{m['cpu'] * 1e3:>6.0f} ms"
                  f"{m['rss'] / 1e6:>5.0f} MB{ratio}")
        result["runs"].append({"threads": threads, "medians": medians, "samples": samples})
    return result


def phases(name, tree, seedlint, threads, extra):
    command = [str(seedlint), "check", "--no-cache", "--isolated", "--output-format", "concise", "-j", str(threads), "--timing", *extra, str(tree)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
    print(f"\nphases of {name} on {threads} thread(s):")
    print("\n".join("  " + line for line in done.stderr.splitlines() if line.strip()))
    return done.stderr


def start_up(seedlint, rounds):
    environment = dict(os.environ)
    empty = shutil.which("true") or "/bin/true"
    ours, nothing = [], []
    for _ in range(max(rounds * 5, 25)):
        nothing.append(measure([empty], environment)["wall"])
        ours.append(measure([str(seedlint), "version"], environment)["wall"])
    a, b = statistics.median(ours), statistics.median(nothing)
    print(f"\nstart: `seedlint version` {a * 1e3:.2f} ms, `true` {b * 1e3:.2f} ms (both with the cost of starting a process from Python)")
    return {"version": a, "true": b}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seedlint", type=Path, default=REPOSITORY / "build" / "release" / "bin" / "seedlint")
    parser.add_argument("--tree", type=Path, action="append", help="measure this tree instead; may be repeated")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="where downloads are kept (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=9, help="measured runs of each tool and tree (default: %(default)s)")
    parser.add_argument("--threads", type=int, action="append", help="may be repeated (default: 2 and 1)")
    parser.add_argument("--option", action="append", default=[], help="passed on to seedlint; may be repeated")
    parser.add_argument("--json", type=Path, help="write every sample to this file")
    parser.add_argument("--setup-only", action="store_true")
    arguments = parser.parse_args()

    arguments.cache.mkdir(parents=True, exist_ok=True)
    ruff = set_up_ruff(arguments.cache)
    if arguments.tree:
        trees = [(str(tree), tree.resolve()) for tree in arguments.tree]
    else:
        trees = default_trees(arguments.cache)
    if arguments.setup_only:
        return
    if not arguments.seedlint.exists():
        sys.exit(f"bench: {arguments.seedlint} is not built; cmake --preset release && cmake --build --preset release")

    thread_counts = arguments.threads or [2, 1]
    ruff_version = subprocess.run([str(ruff), "--version"], capture_output=True, text=True).stdout.strip()
    own_version = subprocess.run([str(arguments.seedlint), "version"], capture_output=True, text=True).stdout.strip()
    load = os.getloadavg()[0]
    print(f"{own_version} against {ruff_version} --select {RUFF_RULES}; {os.cpu_count()} cores, {platform.machine()}, "
          f"load {load:.1f}, {arguments.rounds} rounds, medians")
    if load > 1:
        print("bench: other work runs on this machine; the ratio still means something, the milliseconds less")
    report = {"seedlint": own_version, "ruff": ruff_version, "load": load, "trees": []}
    for name, tree in trees:
        result = compare(name, tree, arguments.seedlint, ruff, arguments.rounds, thread_counts, arguments.option)
        result["phases"] = phases(name, tree, arguments.seedlint, thread_counts[0], arguments.option)
        report["trees"].append(result)
    report["start"] = start_up(arguments.seedlint, arguments.rounds)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
