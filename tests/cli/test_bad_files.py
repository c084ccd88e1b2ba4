"""Files that are damaged, odd or not there: a warning that names the file, or none, and never a lost finding."""
import json
import os
import subprocess
import threading

import case
import project
from case import LINE, Case
from hostile import SEEDED_LATE


class BadFiles(Case):
    def check(self, *arguments, others="", seconds=300):
        """Checks everything; gives the warnings. `others` is what must stand beside the known finding."""
        done = self.run_it("check", "--output-format", "concise", *arguments, seconds=seconds)
        self.assertEqual(done.returncode, 1, done.stderr)
        *found, closing = done.stdout.splitlines(keepends=True)
        self.assertEqual("".join(found), "".join(sorted([LINE, *others.splitlines(keepends=True)])), done.stderr)
        warnings = done.stderr.splitlines()
        for line in warnings:
            self.assertTrue(line.startswith("seedlint: warning: "), line)
        return [line.removeprefix("seedlint: warning: ") for line in warnings]

    def finding(self, path, line=4, column=17):
        return LINE.replace("train.py:8:13", f"{path}:{line}:{column}")

    # --- bytes ------------------------------------------------------------------------------------------------

    def test_bytes_that_are_no_utf8(self):
        self.write("bad.py", b"x = '\xff\xfe'\n" + SEEDED_LATE.encode() + b"# \xc3")
        self.assertEqual(self.check(others=self.finding("bad.py", 5)), ["bad.py: not valid UTF-8 at byte 5; what could not be read was replaced"])

    def test_byte_order_marks(self):
        self.write("mark.py", b"\xef\xbb\xbf" + SEEDED_LATE.encode())
        self.assertEqual(self.check(others=self.finding("mark.py")), [])
        self.write("mark.py", SEEDED_LATE.encode("utf-16"))
        self.assertEqual(self.check(), ["mark.py: is UTF-16, which Python cannot read; save it as UTF-8"])

    def test_coding_cookies(self):
        self.write("a.py", b"# -*- coding: latin-1 -*-\nx = '\xe4\xf6'\n" + SEEDED_LATE.encode())
        self.write("b.py", b"#!/usr/bin/python\n# vim: set fileencoding=utf-8 :\n" + SEEDED_LATE.encode())
        self.write("c.py", b"# coding: koi8-r\nx = '\xc1\xc2'\n" + SEEDED_LATE.encode())
        self.write("d.py", b"# coding: no-such-thing\n" + SEEDED_LATE.encode())
        self.assertEqual(self.check(others=self.finding("a.py", 6) + self.finding("b.py", 6) + self.finding("c.py", 6) + self.finding("d.py", 5)),
                         ["c.py: its encoding koi8-r is not supported; read as UTF-8, and what could not be read was replaced"])

    def test_nul_bytes(self):
        self.write("nul.py", b"x = 1\n\0\n")
        self.assertEqual(self.check(), ["nul.py: is binary: it holds NUL bytes, and Python cannot read it either; exclude it"])

    def test_line_ends(self):
        self.write("crlf.py", SEEDED_LATE.replace("\n", "\r\n"))
        self.write("cr.py", SEEDED_LATE.replace("\n", "\r"))
        self.write("mixed.py", "x = 1\r\ny = 2\rz = 3\n" + SEEDED_LATE + "\r\r\n")
        self.assertEqual(self.check(others=self.finding("cr.py") + self.finding("crlf.py") + self.finding("mixed.py", 7)), [])

    def test_form_feeds(self):
        self.write("ff.py", "\f\n\fimport os\n" + SEEDED_LATE.replace("import torch\n", "\f\nimport torch\n\x0c"))
        self.assertEqual(self.check(others=self.finding("ff.py", 7)), [])

    def test_empty_files(self):
        for name, text in (("a.py", ""), ("b.py", "\n"), ("c.py", " "), ("d.py", "\ufeff"), ("e.py", "\\"), ("f.py", "\f"), ("g.py", "#")):
            self.write(name, text)
        self.assertEqual(self.check(), [])

    def test_python_2(self):
        self.write("old.py", "import torch\nprint 'seed', 3\nprint >>f, x\nexec 'x' in d\nraise E, 'text'\n"
                             "try:\n    pass\nexcept E, e:\n    print `e`, 0777, 10L, ur'x'\n" + SEEDED_LATE)
        done = self.run_it("check", "--output-format", "concise")
        self.assertIn(LINE, done.stdout)
        self.assertRegex(done.stderr, r"^(seedlint: warning: old\.py:\d+: syntax not understood; the rest was read\n)?$")

    def test_unfinished_edits(self):
        texts = ("def f(:\n    pass\n", "x = (1,\n", "if x:\n", "class C:\n    def", "x = 'abc\n", "f(a b)\n", "<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> b\n",
                 "for x in\n    y\n", "x = [1, 2\ny = 3\n", "@\ndef f(): pass\n", "    x = 1\n  y = 2\n", "from . import\n", "import torch.\n", "torch.manual_seed(\n",
                 "else:\n    x\n", "return\nyield\nawait x\n", "lambda\n", "x = {1: 2, **}\n", "f'{'\n", "f'{x!}'\n", "try:\n    x\n", "with\n", "async\n", "\\\n\\\n")
        expected = ""
        for i, text in enumerate(texts):
            self.write(f"edit{i:02}.py", SEEDED_LATE + text)
            expected += self.finding(f"edit{i:02}.py")
        warnings = self.check(others=expected)
        self.assertGreater(len(warnings), 10)
        for line in warnings:
            self.assertRegex(line, r"^edit\d\d\.py:\d+: syntax not understood; the rest was read$")

    def test_a_line_of_fifty_megabytes(self):
        self.write("long.py", "x = '" + "a" * 50_000_000 + "'\n" + SEEDED_LATE)
        self.assertEqual(self.check(others=self.finding("long.py", 5)), ["long.py:1: more than 4 MiB in one piece was left out; the rest was read"])
        self.write("long.py", SEEDED_LATE + "x = [" + "1, " * 16_000_000 + "]\n")
        self.assertEqual(self.check(others=self.finding("long.py")), ["long.py:7: more than 4 MiB in one piece was left out; the rest was read"])
        self.write("long.py", SEEDED_LATE + "f(\n" + "1 +\n" * 7_000_000)
        self.assertEqual(self.check(), ["long.py:1: more than 4 MiB in one piece was left out; the rest was read"])

    def test_a_file_too_large(self):
        with open(os.path.join(self.folder, "large.py"), "wb") as file:
            file.truncate(100 << 20)
        self.assertEqual(self.check(), ["large.py: too large: 101 MiB, and files are read up to 64 MiB; exclude it"])

    # --- notebooks --------------------------------------------------------------------------------------------

    def test_damaged_notebooks(self):
        for name, text in {"empty": "", "blank": "\n", "cut": project.NOTEBOOK[:400], "list": "[]", "text": '"cells"', "null": "null", "number": "1e999",
                           "no_cells": "{}", "cells_null": '{"cells": null}', "cells_of_numbers": '{"cells": [1, null, [], {}]}',
                           "odd_sources": '{"cells": [{"cell_type": "code", "source": 1}, {"cell_type": "code"}, {"cell_type": 2, "source": "x"}, '
                                          '{"cell_type": "code", "source": [1, null, "x = 1"]}, {"cell_type": "code", "source": {"a": 1}}]}',
                           "escapes": '{"cells": [{"cell_type": "code", "source": "\\\\ud800 \\\\u0000 \\\\udc00\\\\ud800"}]}',
                           "bad_escapes": '{"cells": [{"cell_type": "code", "source": "\\\\x \\\\u12"}]}',
                           "deep": '{"cells": ' + "[" * 100_000, "deep_metadata": '{"metadata": ' + "[" * 5000 + "]" * 5000 + ', "cells": []}',
                           "version_3": '{"worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}]}], "nbformat": 3}',
                           "trailing": project.NOTEBOOK + "}", "many": '{"cells": [' + '{"cell_type": "code", "source": "x"},' * 5000 + '{}]}',
                           "other_language": project.NOTEBOOK.replace('"language": "python"', '"language": "R"').replace("Python 3", "R"),
                           "keys_twice": '{"cells": [], "cells": [], "cells": 3}', "not_json": "x = 1\n", "marked": "\ufeff" + '{"cells": []}'}.items():
            self.write(f"nb/{name}.ipynb", text)
        self.write("nb/bytes.ipynb", b'{"cells": [{"cell_type": "code", "source": "\xff\xc3"}]}\0')
        done = self.run_it("check", "--output-format", "concise", "-v")
        self.assertEqual(done.returncode, 1)
        self.assertIn(LINE, done.stdout)
        for line in done.stderr.splitlines()[1:]:
            self.assertRegex(line, r"^seedlint: warning: nb/\w+\.ipynb(:\d+)?: .")
        for name in ("empty", "cut", "list", "not_json", "deep", "bytes"):
            self.assertIn(f"nb/{name}.ipynb", done.stderr)

    def test_magics_and_shell_lines(self):
        source = ["%load_ext autoreload\n", "!pip install torch\n", "x = !ls\n", "?x\n", "x??\n", "%%time\n", "%timeit torch.rand(1)\n", "%\n", "!\n", "%%\n"]
        self.write("nb.ipynb", json.dumps({"cells": [{"cell_type": "code", "source": source}, {"cell_type": "code", "source": "%%bash\nif [\n"},
                                                     {"cell_type": "code", "source": SEEDED_LATE}]}))
        self.assertEqual(self.check(others=self.finding("nb.ipynb", "cell 3:4")), [])

    # --- folders and links ------------------------------------------------------------------------------------

    def test_names(self):
        for name in ("a\nb.py", "tab\t.py", "space .py", "-j.py", "%s.py", "ü.py", "'\"`$(x).py", "a\\b.py", "\x1b[31m.py", "..py", "con:3:4.py", "x" * 250 + ".py"):
            self.write(f"names/{name}", SEEDED_LATE)
        with open(os.path.join(os.fsencode(self.folder), b"names/\xff\xfe.py"), "w") as file:
            file.write(SEEDED_LATE)
        done = self.run_it("check", "--output-format", "concise")
        self.assertEqual((done.returncode, done.stderr, done.stdout.count("\n")), (1, "", 15), done.stdout)
        self.assertIn("names/\\xff\\xfe.py:4:17", done.stdout)
        self.assertEqual(len(json.loads(self.ok("check", "--output-format", "json", status=1))["diagnostics"]), 14)
        self.assertEqual(len(json.loads(self.ok("check", "--output-format", "sarif", status=1))["runs"][0]["results"]), 14)
        for name in ("a\nb.py", "%s.py", "ü.py"):
            self.assertEqual(self.ok("check", "-q", "--output-format", "concise", os.path.join("names", name), status=1).count("\n"), 1)
        self.assertIn("-j.py:4:17", self.ok("check", "./-j.py", "--output-format", "concise", status=1, folder=os.path.join(self.folder, "names")))
        self.assertIn("-j.py:4:17", self.ok("check", "--output-format", "concise", "--", "-j.py", status=1, folder=os.path.join(self.folder, "names")))

    def test_what_is_no_file(self):
        os.mkdir(os.path.join(self.folder, "x.py"))
        self.write("x.py/inside.py", SEEDED_LATE)
        os.mkdir(os.path.join(self.folder, "y.ipynb"))
        os.mkfifo(os.path.join(self.folder, "pipe.py"))
        os.mkfifo(os.path.join(self.folder, "README"))
        os.mkfifo(os.path.join(self.folder, "train.sh"))
        os.mkfifo(os.path.join(self.folder, "requirements.txt"))
        os.mkfifo(os.path.join(self.folder, ".gitignore"))
        os.symlink("/dev/zero", os.path.join(self.folder, "zero.py"))
        self.assertEqual(self.check(others=self.finding("x.py/inside.py"), seconds=100), ["pipe.py: cannot be read (not a regular file); left out"])
        done = self.run_it("check", "pipe.py", "--output-format", "concise", seconds=100)
        self.assertEqual((done.returncode, done.stdout), (0, "No Python file or notebook found.\n"))
        self.assertTrue(done.stderr.startswith("seedlint: warning: pipe.py: is no file"), done.stderr)

    def test_configuration_that_is_no_file(self):
        os.remove(os.path.join(self.folder, "seedlint.toml"))
        for kind in (os.mkfifo, os.mkdir):
            for name in ("seedlint.toml", "pyproject.toml"):
                kind(os.path.join(self.folder, name))
            done = self.run_it("check", ".", "--output-format", "concise", "-q", seconds=100)
            self.assertEqual((done.returncode, done.stdout), (1, LINE), done.stderr)
            for name in ("seedlint.toml", "pyproject.toml"):
                (os.remove if kind is os.mkfifo else os.rmdir)(os.path.join(self.folder, name))

    def test_links(self):
        def link(target, name):
            os.symlink(target, os.path.join(self.folder, name))
        link("loop.py", "loop.py")
        link("b.py", "a.py")
        link("a.py", "b.py")
        link("nowhere.py", "gone.py")
        link(".", "here")
        link("..", "lib/up")
        link("lib", "lib2")
        link("train.py", "again.py")
        link("/", "top")
        warnings = self.check(seconds=300)
        self.assertEqual([w.split(":")[0] for w in warnings], ["a.py", "b.py", "gone.py", "loop.py"], warnings)

    def test_deep_folders(self):
        self.write("d/" * 150 + "deep.py", SEEDED_LATE)
        self.check(others=self.finding("d/" * 150 + "deep.py"))
        self.write("e/" * 300 + "deep.py", SEEDED_LATE)
        (warning,) = self.check(others=self.finding("d/" * 150 + "deep.py"))
        self.assertIn("more than 200 folders deep", warning)

    def test_files_that_may_not_be_read(self):
        self.write("secret.py", SEEDED_LATE)
        self.write("closed/inside.py", SEEDED_LATE)
        self.forbid("secret.py")
        self.forbid("closed")
        done = self.run_as_somebody("check", "--output-format", "concise", "-q")
        self.assertEqual((done.returncode, done.stdout), (1, LINE), done.stderr)
        loud = self.run_as_somebody("check", "secret.py")
        self.assertIn("secret.py: may not be read: permission denied", loud.stderr)

    def test_configuration_that_may_not_be_read(self):
        for name in ("seedlint.toml", "pyproject.toml"):
            self.write(name, "")
            self.forbid(name)
            done = self.run_as_somebody("check")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(name + ": may not be read: permission denied", done.stderr)
            self.assertEqual(self.run_as_somebody("check", "--isolated", "--output-format", "concise", "-q").stdout, LINE)
            os.remove(os.path.join(self.folder, name))

    def forbid(self, name):
        path = os.path.join(self.folder, name)
        os.chmod(path, 0)
        if os.path.isdir(path):
            self.addCleanup(os.chmod, path, 0o700)  # so that it can be removed

    def run_as_somebody(self, *arguments):
        """Runs the program as a user whom permissions bind: this one, or another where this is the superuser."""
        before = []
        if os.geteuid() == 0:
            os.chmod(self.folder, 0o755)
            before = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        try:
            done = subprocess.run([*before, case.SEEDLINT, *arguments], cwd=self.folder, capture_output=True, text=True, timeout=300)
        except (FileNotFoundError, PermissionError):
            self.skipTest("the program cannot be run as somebody else here")
        if done.returncode > 2:
            self.skipTest("the program cannot be run as somebody else here")
        return done

    def test_files_that_vanish(self):
        for i in range(300):
            self.write(f"jobs/t{i:03}.py", SEEDED_LATE)
        stop = threading.Event()

        def disturb():
            while not stop.is_set():
                for i in range(0, 300, 3):
                    path = os.path.join(self.folder, f"jobs/t{i:03}.py")
                    try:
                        os.rename(path, path + ".away")
                        os.rename(path + ".away", path)
                    except OSError:
                        pass
        thread = threading.Thread(target=disturb)
        thread.start()
        try:
            for _ in range(5):
                done = self.run_it("check", "--output-format", "concise", "-q", seconds=300)
                self.assertEqual(done.returncode, 1, done.stderr)
                found = done.stdout.splitlines(keepends=True)
                self.assertIn(LINE, found)
                for i in range(300):
                    if i % 3:
                        self.assertIn(self.finding(f"jobs/t{i:03}.py"), found)
        finally:
            stop.set()
            thread.join()

    def test_the_folder_is_gone(self):
        os.mkdir(os.path.join(self.folder, "gone"))
        done = subprocess.run(["sh", "-c", f'cd gone && rmdir ../gone && exec "{case.SEEDLINT}" check'], cwd=self.folder, capture_output=True, text=True, timeout=300)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertTrue(done.stderr.startswith("error: "), done.stderr)
        self.assertNotIn("internal", done.stderr)
