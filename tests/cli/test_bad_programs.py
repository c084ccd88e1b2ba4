"""Programs that are large, deep or endless: each stands beside a known finding of another file and holds one of its own."""
import unittest

import hostile
from case import LINE, Case


class Survives(Case):
    """One test for each program of hostile.py, made below."""

    def survives(self, files, expected, seconds=300):
        """Checks the project with `files` in it: `expected` is the number of findings in each of them."""
        for path, text in files.items():
            self.write(path, text)
        done = self.run_it("check", "--output-format", "concise", "-q", seconds=seconds)
        self.assertEqual(done.returncode, 1, done.stderr[:2000])
        self.assertEqual(done.stderr, "")
        found = done.stdout.splitlines(keepends=True)
        self.assertEqual([f for f in found if f.startswith("train.py")], [LINE])
        for path, count in expected.items():
            self.assertEqual(len([f for f in found if f.startswith(path + ":")]), count, done.stdout[:2000])

    def test_a_ring_of_a_thousand_modules(self):
        self.survives({**hostile.import_cycle(1000), "around.py": "from ring import m0\nm0.go(5)\n" + hostile.SEEDED_LATE}, {"around.py": 1})

    def test_a_thousand_programs_of_one_library(self):
        self.survives({f"jobs/j{i}.py": "import ring.m0 as m\nm.go(3)\n" for i in range(1000)} | hostile.import_cycle(30), {})

    def test_a_ring_of_bases_through_files(self):
        self.survives({"one.py": "import two\nclass A(two.B): pass\nA().m()\n", "two.py": "import one\nclass B(one.A): pass\nB().m()\n",
                       "three.py": "import one, two\none.A().m()\n" + hostile.SEEDED_LATE}, {"three.py": 1})


def add(kind, name, text):
    def test(self):
        ends = name in hostile.ENDS
        self.survives({"before.py": hostile.SEEDED_LATE + text, "after.py": text + hostile.SEEDED_LATE},
                      {"before.py": 1} if ends else {"before.py": 1, "after.py": 1})

    setattr(Survives, f"test_{kind}_{name}", test)


for name, text in hostile.PROGRAMS.items():
    add("large", name, text)
for name, text in hostile.RECURSION.items():
    add("recursive", name, text)
