"""What stands around the programs: ignore files, launch scripts, requirements, packaging, configuration. Hostile ones
cost no finding and no time."""
import random

from case import LINE, Case
from hostile import SEEDED_LATE, lines

JUNK = random.Random(1).randbytes(200_000)
TEXTS = ("README.md", "run.sh", "Makefile", "Dockerfile", "requirements.txt", "setup.cfg", "poetry.lock", "environment.yml",
         "conf/config.yaml", "Pipfile", ".gitignore", "accelerate.yaml")

PROJECTS = {
    "ignore_file_of_stars": {".gitignore": "*a" * 40 + "b\n" + "**/" * 200 + "x\n" + "[a" * 1000 + "\n" + "!" * 1000 + "\n" + "\\" * 999 + "\n",
                             "a" * 200 + ".py": "x = 1\n", "d/" + "a" * 240 + ".py": ""},
    "long_ignore_file": {".gitignore": lines(20_000, "*{i}*x*"), **{f"p/f{i}.py": "" for i in range(200)}},
    "excludes_of_stars": {"seedlint.toml": 'exclude = ["' + "*a" * 40 + 'b", "' + "**/a" * 100 + '"]\n', "a" * 200 + ".py": ""},
    "launch_lines": {"README.md": "torchrun train.py --nproc_per_node=2 \\\n" * 100_000},
    "one_long_line": {"README.md": "python train.py " * 500_000},
    "quotes": {"run.sh": "\"'" * 100_000 + "$((" * 10_000 + "\n" + "`" * 9_999 + "\ntorchrun train.py\n",
               "Makefile": "\t" * 100_000 + "$(X:" * 10_000, "Dockerfile": "FROM " * 10_000 + "\\\n" * 100_000},
    "junk": {name: JUNK for name in TEXTS},
    "nul_bytes": {name: b"\0" * 100_000 for name in TEXTS},
    "requirements": {"requirements.txt": "torch" * 100_000 + "\ntorch==1." + "9" * 100_000 + "\n-r requirements.txt\n" + "torch>=1," * 50_000 + "\n"},
    "requirements_in_a_ring": {"requirements.txt": "-r a.txt\n", "a.txt": "-r requirements.txt\n", "requirements/b.txt": "-r b.txt\n"},
    "scripts": {"pyproject.toml": "[project.scripts]\n" + lines(20_000, 's{i} = "train:main{i}"')},
    "deep_packaging": {"pyproject.toml": "[project]\nx = " + "[" * 50_000},
    "entry_points": {"setup.cfg": "[options.entry_points]\nconsole_scripts =\n" + "    a = train:main\n" * 20_000 + "[" * 10_000,
                     "setup.py": 'from setuptools import setup\nsetup(entry_points={"console_scripts": [' + '"s=train:main", ' * 10_000 + "]})\n"},
    "deep_yaml": {"conf/config.yaml": "_target_: " * 50_000 + "\n" + "".join(" " * i + "a:\n" for i in range(2_000)) + "&a " * 1_000 + "*a " * 1_000 + "{" * 50_000},
    "targets": {"conf/config.yaml": lines(20_000, "a{i}:\n  _target_: lib.model.build")},
    "stubs_are_the_project": {"seedlint.toml": 'stubs = ["."]\n'},
    "stubs_that_recurse": {"seedlint.toml": 'stubs = ["st"]\n', "st/foo.py": "from foo import *\nimport foo\nclass A(A): pass\ndef f(): return f()\n" * 50,
                           "st/bar/__init__.py": "x = " + "[" * 100_000, "use.py": "import foo, bar\nfoo.f()\nbar.x()\nfoo.A().m()\n"},
    "odd_roots": {"seedlint.toml": 'roots = ["", "/", "train.py", "train:main", "..", "a:b:c", "train:", ":main", "lib", "lib.model:build"]\n'},
    "odd_names": {"seedlint.toml": 'seed-helpers = ["", ".", "..", "a..b", "lib.seeds.set_seed"]\nrank-names = ["", "x y"]\n'},
    "packages_in_packages": {"a/" * n + "__init__.py": "from . import a\nfrom .a import *\n" for n in range(1, 90)},
    "relative_imports": {"pkg/__init__.py": "from " + "." * 5_000 + " import x\nfrom .. import *\nfrom .__init__ import *\n",
                         "pkg/m.py": "from . import m\nfrom .m import m\nimport pkg.m.m.m\n"},
    "a_ring_of_stars": {**{f"s{i}.py": f"from s{(i + 1) % 300} import *\nx{i} = 1\n" for i in range(300)}, "go.py": "from s0 import *\nprint(x5, x299, y)\n"},
    "a_library_of_its_own_name": {"numpy.py": "from numpy import *\nimport numpy\nnumpy.random.seed(0)\n"},
    "a_package_that_runs_itself": {"pkg/__init__.py": SEEDED_LATE, "pkg/__main__.py": "import pkg\nfrom . import *\nfrom pkg import __main__\n"},
}


class BadProjects(Case):
    """One test for each of them, made below."""


def add(name, files):
    def test(self):
        for path, text in files.items():
            self.write(path, text)
        done = self.run_it("check", ".", "--output-format", "concise", "-q", seconds=300)
        self.assertEqual(done.returncode, 1, done.stderr[:2000])
        self.assertEqual([f for f in done.stdout.splitlines(keepends=True) if f.startswith("train.py")], [LINE], done.stdout[:2000])

    setattr(BadProjects, f"test_{name}", test)


for name, files in PROJECTS.items():
    add(name, files)
