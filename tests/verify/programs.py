"""The programs run_table.py runs: what each is started with, what it needs, what it must lead to.

A Python file or notebook tells in comments: `# cause: NAME`, `# here` and, where it is not 1, `# status: N` (planted), `# expect: STATUS TEXT` and
`# options: …` (hostile), `# needs: MODULE`, `# chance: NAME` (cuda: equal, or this cause). C++ programs are one source, tests/verify/cxx/train.cpp, and a word.
"""
import argparse
import json
import os
import pathlib
import subprocess

HERE = pathlib.Path(__file__).resolve().parent


class Program:
    def __init__(self, kind, name, path, command, text, options=()):
        self.kind, self.name, self.path, self.command, self.text = kind, name, path, command, text
        self.options = list(options)

    def said(self, word):
        """What stands after `word:` in a comment, or None."""
        for line in self.text.split("\n"):
            if line.startswith("# " + word + ":"):
                return line.split(":", 1)[1].strip()
        return None

    def lines(self):
        return [i + 1 for i, line in enumerate(self.text.split("\n")) if line.rstrip().endswith("# here")]


def python_programs(kind, python):
    found = []
    for path in sorted(HERE.glob(kind + "/*.py")):
        program = Program(kind, path.stem, path, [python, str(path)], path.read_text())
        program.options = (program.said("options") or "").split()
        found.append(program)
    for path in sorted(HERE.glob(kind + "/*.ipynb")):
        cells = json.loads(path.read_text())["cells"]
        # Lines count within a cell; the planted cell is the one that says its cause.
        text = next(("".join(c["source"]) for c in cells if "# cause:" in "".join(c["source"])), "")
        command = [python, "-m", "nbconvert", "--to", "notebook", "--execute", "--stdout", str(path)]
        program = Program(kind, path.stem, path, command, text + "\n# needs: nbconvert, ipykernel")
        found.append(program)
    return found


CXX_PLANTED = {
    "random_device": ("outside-value", "line: random_device"),
    "random_device_seed": ("seed-differs", "line: random_device_seed"),
    "clock": ("seed-differs", "line: clock"),
    "unseeded": ("unseeded-generator", "line: init"),
    "race": ("generator-order", "line: race"),
    "accessor": ("outside-value", "line: accessor"),
}


def cxx_programs(kind, binary):
    """The C++ program's variants; none when `binary` is None."""
    source = HERE / "cxx" / "train.cpp"
    text = source.read_text().split("\n")
    if binary is None:
        return []
    if kind == "seeded":
        return [Program(kind, "cxx", source, [str(binary)], ""), Program(kind, "cxx_threads", source, [str(binary), "threads"], "")]
    found = []
    for word, (cause, mark) in CXX_PLANTED.items():
        line = next((i for i, row in enumerate(text) if row.rstrip().endswith("// " + mark)), None)
        if line is None:
            continue
        program = Program(kind, "cxx_" + word, source, [str(binary), word], "\n" * line + "# here\n# cause: " + cause)
        found.append(program)
    return found


def build_cxx(python, folder):
    """Compiles train.cpp against the Python's torch; the binary, or None after a message."""
    try:
        where = subprocess.run([python, "-c", "import torch; print(torch.__path__[0]); print(int(torch._C._GLIBCXX_USE_CXX11_ABI))"],
                               capture_output=True, text=True, check=True).stdout.split("\n")
    except subprocess.CalledProcessError:
        return None
    torch, abi = where[0], where[1]
    source = HERE / "cxx" / "train.cpp"
    binary = pathlib.Path(folder) / "train"
    if binary.exists() and binary.stat().st_mtime > source.stat().st_mtime:
        return binary
    binary.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["c++", "-std=c++20", "-g", "-O1", "-D_GLIBCXX_USE_CXX11_ABI=" + abi, "-isystem", torch + "/include",
                           "-isystem", torch + "/include/torch/csrc/api/include", str(source), "-o", str(binary), "-L" + torch + "/lib",
                           "-ltorch", "-ltorch_cpu", "-lc10", "-Wl,-rpath," + torch + "/lib", "-pthread"], capture_output=True, text=True)
    if done.returncode != 0:
        print("the C++ program does not build:\n" + done.stderr[:2000])
        return None
    return binary


def arguments():
    """What the runners of whole programs are told: the tool, a Python that has torch, names to run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("python", nargs="?", default=os.environ.get("SEEDLINT_TORCH_PYTHON", ""))
    parser.add_argument("--only", nargs="*", default=[], dest="names")
    return parser.parse_args()


def has_torch(python):
    """Whether `python` has torch and numpy; says so on standard output where it does not."""
    try:
        have = subprocess.run([python, "-c", "import torch, numpy"], capture_output=True).returncode == 0
    except OSError:
        have = False
    if not have:
        print("skipped: no torch; set SEEDLINT_TORCH_PYTHON to a Python that has torch and numpy")
    return have
